"""Words of pnputil.exe."""

from __future__ import annotations

TITLE = {
    "en": "Microsoft PnP Utility", "de": "Microsoft-PnP-Dienstprogramm",
    "ja": "Microsoft PnP ユーティリティ", "fr": "Utilitaire PnP Microsoft",
    "es": "Utilidad PnP de Microsoft", "zh": "Microsoft PnP 工具",
}  # fmt: skip
LABELS = {
    "en": ("Published Name", "Original Name", "Provider Name", "Class Name", "Driver Version"),
    "de": ("Veröffentlichter Name", "Originalname", "Anbietername", "Klassenname",
           "Treiberversion"),
    "ja": ("公開名", "元の名前", "プロバイダー名", "クラス名", "ドライバー バージョン"),
    "fr": ("Nom publié", "Nom d’origine", "Nom du fournisseur", "Nom de la classe",
           "Version du pilote"),
    "es": ("Nombre publicado", "Nombre original", "Nombre de proveedor", "Nombre de clase",
           "Versión del controlador"),
    "zh": ("发布名称", "原始名称", "提供程序名称", "类名", "驱动程序版本"),
}  # fmt: skip
DELETED = {
    "en": "Driver package deleted successfully.",
    "de": "Das Treiberpaket wurde erfolgreich gelöscht.",
    "ja": "ドライバー パッケージは正常に削除されました。",
    "fr": "Package de pilotes supprimé.",
    "es": "El paquete de controladores se eliminó correctamente.",
    "zh": "已成功删除驱动程序包。",
}
NOT_FOUND = {
    "en": "Failed to delete driver package: The specified file is not an installed OEM INF.",
    "de": "Fehler beim Löschen des Treiberpakets: Die angegebene Datei ist keine installierte "
    "OEM-INF-Datei.",
    "ja": "ドライバー パッケージを削除できませんでした: 指定されたファイルは、インストールされた "
    "OEM INF ではありません。",
    "fr": "Échec de la suppression du package de pilotes : le fichier spécifié n’est pas un INF "
    "OEM installé.",
    "es": "No se pudo eliminar el paquete de controladores: el archivo especificado no es un INF "
    "OEM instalado.",
    "zh": "无法删除驱动程序包: 指定的文件不是已安装的 OEM INF。",
}
