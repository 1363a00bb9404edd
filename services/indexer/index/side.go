package index

// The sides of the Court that a stance can be on.
const (
	SideFor     = "for"
	SideAgainst = "against"
)

// Side tells which side of the Court a stance is on, SideFor or SideAgainst. A stance is literal
// toward its target, and sanctions on the Court are the one target that is itself against it: who
// supports them is against the Court, who opposes them is for it. A stance that is not "supports"
// counts as opposed.
func Side(stance, target string) string {
	if (stance == "supports") == (target == "sanctions_on_court") {
		return SideAgainst
	}
	return SideFor
}
