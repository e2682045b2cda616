# 都市の表示・検査・取り込み
heading-assets = アセット
heading-unlisted = 台帳にない
heading-role = 役割
heading-desk = 警報の監視
heading-owns = 保有
heading-operates = 運用
heading-provides = サービス
heading-medium = 媒体
heading-tier = 三層の区分
heading-operator = 運用者
heading-internet = インターネット
heading-provider = 提供者
heading-users = 利用者
heading-criticality = 重要度
heading-safety = 安全
heading-fallback = 代替手段
heading-what = 対象
heading-table = 表
heading-assumption = 仮定した内容
heading-rows = 行数
heading-verified = 確認済み
heading-oldest = 最も古い日付

yes = はい
no = いいえ

city-head = { $name }（{ $id }）：人口 { $population } 人
    組織 { $organisations }、契約 { $contracts }、ゾーン { $zones }、コンジット { $conduits }
    アセット { $assets }（実物 { $things } 点に相当）、データセット { $datasets }、データの流れ { $flows }、サービス { $services }
city-kinds = 種類別のアセット
city-organisations = 組織
city-zones = ゾーン
city-services = サービス
city-csv-part = CSVは一つの表です。--part に kinds、organisations、zones、services のどれかを指定してください

import-files = EPANETのネットワーク（.inp）が一つ必要です。サイバー層（.cpa）は一つまで加えられます。または辺のリスト（.txt、.csv、.u32）を一つ指定します
import-done = { $out }：アセット { $assets }、データの流れ { $flows }、サービス { $services }、仮定 { $assumptions } 件
