# 1件のインシデントを時系列で語る
story-heading = { $title }（対策セット { $set }、抽選 { $draw }、反復 { $replication }）
story-start = 開始：モデル年の { $day } 日目（{ $weekday }）{ $time }
story-nothing = 期間内には何も起きません。
story-more = …ほか同様 { $count } 件、最後は { $time }
story-end = { $horizon }でシミュレーションを終えます。
story-measures = 結果
story-because = なぜこうなったか
story-no-chain = 被害は出ず、誰も気付かなかった。
story-chain-of = ここに至る経緯：{ $what }

story-tried-success = { $target } への { $technique } が成功{ $round ->
    [0] { "" }
   *[other] （{ $tries } 回目）
}
story-tried-failure = { $target } への { $technique } が失敗
story-seized = 攻撃者が { $asset } を{ $administrator ->
    [yes] 管理者権限
   *[no] 一般権限
}で掌握
story-seized-from = 攻撃者が { $from } から { $asset } を{ $administrator ->
    [yes] 管理者権限
   *[no] 一般権限
}で掌握
story-down = { $asset } が停止
story-tainted = { $origin } の偽データが { $asset } に到達
story-tainted-here = { $asset } のデータはここから偽
story-taint-stopped = { $asset } の検査が { $origin } の偽データを阻止
story-taint-cleared = { $origin } のデータが正しく戻る、または信用されなくなる
story-commanded = { $asset } が誤った動作をする
story-exfiltrated = { $asset } から { $dataset } の記録 { $records } 件が流出
story-published = { $asset } で { $dataset } が誤って公開される
story-taken-down = { $asset } の公開を取り下げ
story-destroyed = { $asset } のバックアップまたはログが失われる
story-gave-up = 攻撃者が攻撃をやめる
story-alerted = { $desk } の窓口に警報（{ $asset } の{ $signal }）。確認は { $wait }後
story-dismissed = { $desk } の窓口が真の警報（{ $asset } の{ $signal }）を見送る
story-detected = インシデントを認知：{ $source }、{ $organisation }、{ $asset } にて
story-told = { $organisation } に連絡（認知から { $after }後）
story-decided = { $organisation } が対処できるようになる
story-decided-negotiated = 責任分界の協議を経て { $organisation } が対処できるようになる
story-isolated = { $asset } を隔離
story-entry-closed = 侵入口を塞ぐ
story-contained = 封じ込め完了：攻撃の活動はもうない
story-root-cause-found = 原因が判明
story-restored = { $asset } が復旧（{ $backup ->
    [yes] バックアップから
   *[no] 再構築または現地対応
}）
story-recovered = 復旧完了：すべて元に戻る
story-service-wrong = { $service } がここから誤った判断をする
story-service-right = { $service } の判断が正しく戻る
story-capacity = { $service } の提供能力は { $capacity }（攻撃による損失 { $attack }、対応による損失 { $response }）
story-capacity-full = { $service } が全面的に回復
story-cut-off = { $organisation } が予防的に接続を遮断
story-reconnected = { $organisation } が接続を再開
story-cleaned = { $asset } は自然に駆除される

weekday-0 = 月曜日
weekday-1 = 火曜日
weekday-2 = 水曜日
weekday-3 = 木曜日
weekday-4 = 金曜日
weekday-5 = 土曜日
weekday-6 = 日曜日
