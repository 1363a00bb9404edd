package world

import "net/http"

type hazard struct{ serve http.HandlerFunc }

func (w *World) addHazards() {}
