# 閉じた語彙：<語彙名>-<ファイルでの表記>
organisation-role-promoter = 推進主体
organisation-role-city-os-operator = 都市OS運営者
organisation-role-service-provider = サービス提供者
organisation-role-asset-owner = アセット保有者
organisation-role-vendor = ベンダー
organisation-role-contractor = 委託先
organisation-role-neighbour-city = 近隣都市
organisation-role-prefecture = 都道府県

category-governance = ガバナンス
category-service = サービス
category-city-os = 都市OS
category-asset = アセット

security-operations-none = 監視なし
security-operations-office-hours = 開庁時間のみ
security-operations-round-the-clock = 24時間

contract-kind-maintenance = 保守
contract-kind-software-update = ソフトウェアと更新
contract-kind-data-processing = データ処理
contract-kind-data-supply = データ提供
contract-kind-operation = 運用

medium-wired = 有線
medium-wireless = 無線
medium-cloud = クラウド
medium-place = 物理的な場所

separation-tier-resident-number = マイナンバー利用事務系
separation-tier-lgwan = LGWAN接続系
separation-tier-internet = インターネット接続系
separation-tier-outside = 庁外

asset-kind-sensor = センサー
asset-kind-actuator = アクチュエーター
asset-kind-camera = カメラ
asset-kind-controller = 制御装置
asset-kind-gateway = ゲートウェイ
asset-kind-workstation = 端末
asset-kind-server = サーバー
asset-kind-city-os-function = 都市OSの機能
asset-kind-service-application = サービスアプリケーション
asset-kind-account-store = アカウント管理
asset-kind-log-store = ログ保管
asset-kind-backup = バックアップ

data-class-open = オープン
data-class-limited = 限定公開
data-class-closed = クローズド

fallback-none = なし
fallback-hold-last-value = 直前の値を保持
fallback-fail-safe = 安全側に停止
fallback-manual = 手作業

mechanism-prevent = 防ぐ
mechanism-slow = 遅らせる
mechanism-detect = 検知する
mechanism-respond = 対応を速める
mechanism-recover = 復旧を助ける
mechanism-limit = 被害を抑える

confidence-strong = 強い根拠
confidence-moderate = 中程度の根拠
confidence-weak = 弱い根拠
confidence-assumption = 仮定

link-reach = ネットワーク
link-administer = 管理経路
link-update = ソフトウェア更新
link-contract = 契約
link-feed = データの流れ
link-near = 無線・物理的な近接
link-person = メール・電話
link-federate = 都市OS間連携
link-host = 機器の内部

signal-login-failure = ログイン失敗
signal-new-peer = 見慣れない接続先
signal-process = 不審なプロセス
signal-config-change = 設定変更
signal-data-anomaly = データの異常
signal-traffic = 異常な通信
signal-exfiltration = データの持ち出し
signal-encryption = ファイルの暗号化
signal-physical = 機器への物理的な接触
signal-mail = 不審なメール
signal-wrong-output = サービスの誤った出力
signal-policy-deviation = ルール違反

exposure-unit-per-try = 試行ごとに抽選
exposure-unit-per-pair = 起点・対象・手口の組ごとに一度だけ抽選
exposure-unit-per-incident = インシデントごとに一度だけ抽選
exposure-unit-state = 抽選しない定常の水準

effect-unit-probability-blocked = 試行を阻止する確率
effect-unit-detection-probability-per-event = 一つの事象に気付く確率
effect-unit-rate-multiplier = 頻度や割合への倍率
effect-unit-impact-multiplier = 被害への倍率
effect-unit-defender-delay-multiplier = 守る側の所要時間への倍率
effect-unit-attacker-delay-multiplier = 攻撃側の所要時間への倍率
effect-unit-detection-rate-multiplier = 警報のオッズへの倍率
effect-unit-coverage-fraction = 他の対策が実際に届く割合
effect-unit-decay-multiplier = 対策の年ごとの劣化への倍率

technique-effect-none = それ自体の効果なし
technique-effect-foothold = 足がかり
technique-effect-administrator = 管理者権限
technique-effect-spoof = 偽の計測値
technique-effect-alter-store = 蓄積データの改ざん
technique-effect-command = 誤った指令
technique-effect-encrypt = 暗号化
technique-effect-exfiltrate = 記録の窃取
technique-effect-destroy-backup = バックアップの喪失
technique-effect-destroy-logs = ログの喪失
technique-effect-disrupt = 停止
technique-effect-publish = 記録の公開

activity-triage = トリアージ
activity-decide = 判断
activity-notify = 連絡
activity-isolate = 隔離
activity-scoping = 影響範囲の特定
activity-root-cause = 原因究明
activity-restore = バックアップからの復元
activity-rebuild = 再構築
activity-replace = 現場機器の交換
activity-reconnect = 再接続
activity-patch = パッチ適用
activity-data-repair = データの訂正
activity-fallback = 代替手段への切り替え
activity-take-down = 公開の取り下げ
activity-revoke = アクセス権の剥奪
activity-report-duty = 当局への報告
activity-disclose = 情報公表

cause-policy-mismatch = ポリシーの不整合
cause-misconfiguration = 設定の誤り
cause-contractor-handling = 委託先の取扱い違反
cause-lost-media = 記録媒体の紛失
cause-faulty-sensor = センサーの故障
cause-partner-outage = 連携先の停止
cause-stale-account = 使われなくなったアカウント
cause-known-vulnerability = 放置された既知の脆弱性
cause-unremoved-entry = 残された最初の侵入口
cause-hazard = 停電・火災・浸水
cause-disposal = 機器の廃棄
cause-insider = 権限を持つ内部者

attacker-kind-opportunistic = 機会犯
attacker-kind-targeted = 標的型

skill-low = 低い技量
skill-medium = 中程度の技量
skill-high = 高い技量

boundaries-as-contracted = 契約のとおり
boundaries-unprepared = 準備なし

family-spread = 広がり
family-time = 時間
family-harm = 被害

direction-lower = 少ないほどよい
direction-higher = 多いほどよい
direction-neither = それだけではどちらともいえない

notice-source-desk = 監視窓口（警報から）
notice-source-people = 職員・利用者・住民
notice-source-outsider = 外部の通報者
notice-source-supplier = 委託先
notice-source-attacker = 攻撃者自身の告知

part-not-simulated = 模擬しない
part-nothing = 出番なし
part-shown = 表示のみ
part-supports = 支える
part-acts = 働く
