# 現実の数字と照らし合わせるときの言葉
target-kind-validation = 検証
target-kind-calibration = 較正
heading-target-kind = 種類
heading-wanted = 目標
heading-simulated = 計算値
heading-target-unit = 単位
heading-parameter = パラメータ
heading-factor = 倍率
heading-misfit = ずれ
heading-best = 最良
heading-targets = 目標ごとの値
validate-met = 達成
validate-not-met = 未達
validate-at-least = { $value } 以上
validate-at-most = { $value } 以下
validate-no-target = その番号の目標はありません。V1からV7まであります
validate-missed = 未達: { $targets }
validate-summary = { $all } 件中 { $met } 件の目標を達成。
validate-calibrations = 較正（V3、V5）は、同じ数字に合わせてパラメータを選んである。達成していても整合が取れているというだけで、予測の証拠にはならない。
validate-page-head = # 現実の数字との照合

    `yagura validate --page` で作ったもの。各行は現実の数字と、同梱の世界で計算した値、その95%区間（パラメータの抽出について）。計算値が目標の幅に
    入っていれば達成とする。目標は `scenarios/validation/targets.csv`、世界は `scenarios/worlds/` にあり、それぞれの README に何を表し、何を表さないかを書いてある。
