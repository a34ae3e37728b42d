# Coverage map
coverage-gaps = Provinces without any
coverage-gaps-count = { $count ->
    [one] one province
   *[other] { $count } provinces
 }
coverage-gaps-none = Every province has one.
coverage-layer = What is shown
coverage-layer-unknown = The map has no layer “{ $typed }”.
coverage-lead = Which provinces the network reaches, and which it does not yet
coverage-note = Counted from the registers here, as of the day shown
coverage-reached = Provinces with any
coverage-table = All layers
coverage-title = Coverage map
coverage-unreached = Provinces without
coverage-nav = Coverage
