# プログラム自身についてのことば
error = エラー：{ $what }
error-folder-in-use = エラー：{ $path } は空ではありません。--out で別のフォルダーを選ぶか、--force で上書きを許可してください
error-input-output = エラー：{ $path }：{ $system }
interrupted = 中断しました。保存したものはありません
interrupted-kept = 中断しました。そこまでの結果は { $files } に残してあります
progress-left = 残り時間
progress-incidents = 件のインシデント
error-too-large = エラー：この都市は、このシナリオには大きすぎるか、つながりが多すぎます：{ $why }
error-fault = エラー：プログラムの不具合：{ $what }
set-form = --set には キー=数値 を指定してください（「{ $text }」は不可）
reproduce-no-manifest = { $path } はマニフェストではありません：{ $why }
reproduce-no-arguments = { $path } には作成時の引数がありません
reproduce-redacted = { $path } は --redact 付きで書き出されたため、どのファイルから作られたかが分かりません
reproduce-same = バイト単位で同一です（表 { $count } 個）
reproduce-differs = 同一ではありません：{ $files }。
reproduce-inputs = 次の入力はマニフェストのものと異なります：{ $files }。
reproduce-version = バージョン { $version } で作成されたものです。
report-written = { $count }個のファイルを書き出しました：{ $out }
format-not-here = この形式では出力できません。--format oscal は controls と control-sets の一覧、--format navigator は techniques の一覧で使えます
format-one-set = プロファイルは対策セット一つ分です。--controls で一つ指定してください
oscal-no-identifier = 「{ $id }」は OSCAL の識別子になりません（文字または「_」で始まり、文字・数字・「.」「-」「_」が続くもの）
oscal-no-date = 「{ $text }」は 2027-04-01 のような日付ではありません
