// Package deployfiles holds the tests of the files in deploy/: the list of feeds, the compose
// file, the dashboard and the alerts, each against the code that it speaks of. It has no code of
// its own, and starts nothing: deploy/test/compose.sh and deploy/test/dashboard.sh do.
package deployfiles
