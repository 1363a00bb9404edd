// Package house holds the tests that look at the repository itself: every package says what it
// is, documents show the flow as the contract has it, and folders that are named exist. It has no
// code of its own.
package house
