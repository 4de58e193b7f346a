"""Words of wmic.exe."""

from __future__ import annotations

from sa75kit.simulator.windows.wmi import (
    INVALID_CLASS,
    INVALID_METHOD,
    INVALID_NAMESPACE,
    INVALID_QUERY,
)

NO_INSTANCES = {
    "en": "No Instance(s) Available.",
    "de": "Keine Instanzen verfügbar.",
    "ja": "利用できるインスタンスがありません。",
    "fr": "Aucune instance disponible.",
    "es": "No hay instancias disponibles.",
    "zh": "没有可用实例。",
}
ERROR = {
    "en": "ERROR:\r\nDescription = {}", "de": "FEHLER:\r\nBeschreibung = {}",
    "ja": "エラー:\r\n説明 = {}", "fr": "ERREUR :\r\nDescription = {}",
    "es": "ERROR:\r\nDescripción = {}", "zh": "错误:\r\n描述 = {}",
}  # fmt: skip
CODES = {
    INVALID_NAMESPACE: {
        "en": "Invalid namespace ", "de": "Ungültiger Namespace ", "ja": "無効な名前空間です ",
        "fr": "Espace de noms non valide ", "es": "Espacio de nombres no válido ",
        "zh": "无效名称空间 ",
    },
    INVALID_CLASS: {
        "en": "Invalid class ", "de": "Ungültige Klasse ", "ja": "無効なクラスです ",
        "fr": "Classe non valide ", "es": "Clase no válida ", "zh": "无效类 ",
    },
    INVALID_QUERY: {
        "en": "Invalid query", "de": "Ungültige Abfrage", "ja": "無効なクエリ",
        "fr": "Requête non valide", "es": "Consulta no válida", "zh": "无效查询",
    },
    INVALID_METHOD: {
        "en": "Invalid method ", "de": "Ungültige Methode ", "ja": "無効なメソッドです ",
        "fr": "Méthode non valide ", "es": "Método no válido ", "zh": "无效方法 ",
    },
}  # fmt: skip
NO_ALIAS = {
    "en": "{} - Alias not found.", "de": "{} - Alias wurde nicht gefunden.",
    "ja": "{} - エイリアスが見つかりません。", "fr": "{} - Alias introuvable.",
    "es": "{} - No se encontró el alias.", "zh": "{} - 找不到别名。",
}  # fmt: skip
EXECUTING = {
    "en": "Executing ({})->{}()", "de": "({})->{}() wird ausgeführt",
    "ja": "({})->{}() を実行しています", "fr": "Exécution de ({})->{}()",
    "es": "Ejecutando ({})->{}()", "zh": "执行 ({})->{}()",
}  # fmt: skip
EXECUTED = {
    "en": "Method execution successful.", "de": "Methode wurde ausgeführt.",
    "ja": "メソッドが正しく実行しました。", "fr": "Exécution de la méthode réussie.",
    "es": "Método ejecutado correctamente.", "zh": "方法执行成功。",
}  # fmt: skip
OUT_PARAMETERS = {
    "en": "Out Parameters:", "de": "Ausgabeparameter:", "ja": "出力パラメーター:",
    "fr": "Paramètres de sortie :", "es": "Parámetros de salida:", "zh": "外参数:",
}  # fmt: skip
DELETING = {
    "en": "Deleting instance {}", "de": "Instanz {} wird gelöscht",
    "ja": "インスタンス {} の削除中",
    "fr": "Suppression de l’instance {}", "es": "Eliminando instancia {}", "zh": "删除范例 {}",
}  # fmt: skip
DELETED = {
    "en": "Instance deletion successful.", "de": "Die Instanz wurde gelöscht.",
    "ja": "インスタンスの削除に成功しました。", "fr": "Suppression de l’instance réussie.",
    "es": "La instancia se eliminó correctamente.", "zh": "范例删除成功。",
}  # fmt: skip
