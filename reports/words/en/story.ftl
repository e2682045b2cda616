# One incident as a timeline.
story-heading = { $title } - under { $set }, draw { $draw }, replication { $replication }
story-start = The clock starts on day { $day } of the model year ({ $weekday }), { $time }.
story-nothing = Nothing happens within the horizon.
story-more = ... and { $count ->
    [one] one more like it
   *[other] { $count } more like it
}, the last { $time }
story-end = After { $horizon } the simulation ends.
story-measures = What it came to
story-because = Why it went so
story-no-chain = Nothing that hurt came of it, and nobody noticed.
story-chain-of = How it came to this: { $what }

story-tried-success = { $technique } against { $target } succeeds{ $round ->
    [0] { "" }
   *[other] { " " }(try { $tries })
}
story-tried-failure = { $technique } against { $target } fails
story-seized = The attacker holds { $asset } with { $administrator ->
    [yes] administrator rights
   *[no] user rights
}
story-seized-from = The attacker holds { $asset } with { $administrator ->
    [yes] administrator rights
   *[no] user rights
}, coming from { $from }
story-down = { $asset } stops working
story-tainted = False data of { $origin } reach { $asset }
story-tainted-here = The data of { $asset } are false from here on
story-taint-stopped = A check at { $asset } stops the false data of { $origin }
story-taint-cleared = The data of { $origin } are right again, or no longer believed
story-commanded = { $asset } does what it should not
story-exfiltrated = { $records } records of { $dataset } get out of { $asset }
story-published = { $dataset } is public by mistake at { $asset }
story-taken-down = What { $asset } published is taken down
story-destroyed = Backups or logs on { $asset } are lost
story-gave-up = The attacker stops
story-alerted = An alert ({ $signal } on { $asset }) reaches the desk of { $desk }; somebody looks at it after { $wait }
story-dismissed = The desk of { $desk } dismisses the alert ({ $signal } on { $asset }), which was true
story-detected = The incident is recognised: { $source }, at { $organisation }, on { $asset }
story-told = { $organisation } is told, { $after } after the recognition
story-decided = { $organisation } may act
story-decided-negotiated = { $organisation } may act, after negotiating who is responsible
story-isolated = { $asset } is cut off
story-entry-closed = The way in is closed
story-contained = Contained: nothing of the attack is active any more
story-root-cause-found = The root cause is known
story-restored = { $asset } is back{ $backup ->
    [yes] , from a backup
   *[no] , built anew or visited
}
story-recovered = Recovered: everything is back
story-service-wrong = { $service } decides wrongly from here on
story-service-right = { $service } decides rightly again
story-capacity = { $service } works at { $capacity } (lost to the attack { $attack }, to the response { $response })
story-capacity-full = { $service } works in full again
story-cut-off = { $organisation } cuts the city off as a precaution
story-reconnected = { $organisation } lets the city back in
story-cleaned = { $asset } is clean again by itself

weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
