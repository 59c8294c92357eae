"""Tables as people's programs read and write them: CSV, Excel workbooks, JSON Lines. PURE: no Django."""

from claims.spreadsheets.writing import BETWEEN as BETWEEN
from claims.spreadsheets.writing import MEDIA_TYPES as MEDIA_TYPES
from claims.spreadsheets.writing import Row as Row
from claims.spreadsheets.writing import Value as Value
from claims.spreadsheets.writing import csv_lines as csv_lines
from claims.spreadsheets.writing import guarded as guarded
from claims.spreadsheets.writing import json_lines as json_lines
from claims.spreadsheets.writing import unguarded as unguarded
from claims.spreadsheets.writing import workbook as workbook
