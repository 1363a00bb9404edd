// Package bench measures iccwire beside other people's libraries that do a part of the same work, in one run. It is a
// module of its own, so that nobody who imports the others gets those libraries. It has no code to import.
package bench
