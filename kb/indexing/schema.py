"""The store's tables, and the views that anyone may read with any SQLite tool.

Tables are named in the singular and hold what kb needs; views are named in the plural and hold what
a reader wants: one row a document, section, chunk, data point, exhibit and cell. ``start`` and
``end`` count characters of the document's text, so ``substr(text, start + 1, end - start)`` is the
quote. A chunk's quote is such a slice: it is not stored twice. ``document.locators`` is deflated JSON,
since a long PDF has one for each of its lines.

``original`` is the id of the document that holds the same as well: such rows are not counted, and
the views leave them out.
"""

SCHEMA_VERSION = 4
"""Raised when a table or view changes; it stands in ``PRAGMA user_version`` and the manifest."""

TABLES = """
CREATE TABLE document (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL,
    publisher TEXT NOT NULL, date TEXT NOT NULL, edition TEXT NOT NULL, language TEXT NOT NULL,
    locators BLOB NOT NULL, warnings TEXT NOT NULL,
    restates TEXT NOT NULL, original TEXT NOT NULL
);
CREATE TABLE page (document_id TEXT NOT NULL, start INTEGER NOT NULL);
CREATE TABLE boilerplate (
    document_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE TABLE section (
    document_id TEXT NOT NULL, title TEXT NOT NULL, level INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, path TEXT NOT NULL, number TEXT NOT NULL
);
CREATE TABLE chunk (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, document_id TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, heading_path TEXT NOT NULL,
    boilerplate INTEGER NOT NULL, original TEXT NOT NULL
);
CREATE TABLE exhibit (
    key INTEGER PRIMARY KEY, document_id TEXT NOT NULL, label TEXT NOT NULL, title TEXT NOT NULL,
    kind TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, source TEXT NOT NULL,
    heading_path TEXT NOT NULL, table_start INTEGER, table_end INTEGER, table_rows INTEGER,
    original TEXT NOT NULL
);
CREATE TABLE cell (
    exhibit INTEGER NOT NULL, line INTEGER NOT NULL, "row" INTEGER NOT NULL,
    "column" INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE TABLE data_point (
    document_id TEXT NOT NULL, metric TEXT NOT NULL, value REAL NOT NULL, unit TEXT NOT NULL,
    kind TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL, entity TEXT NOT NULL,
    region TEXT NOT NULL, high REAL, normalised REAL NOT NULL, normalised_high REAL,
    normalised_unit TEXT NOT NULL, dimension TEXT NOT NULL, bound TEXT NOT NULL,
    hedge TEXT NOT NULL, forecast INTEGER NOT NULL, publisher TEXT NOT NULL, basis TEXT NOT NULL,
    direction TEXT NOT NULL, whole TEXT NOT NULL, exhibit TEXT NOT NULL, heading_path TEXT NOT NULL,
    period TEXT NOT NULL, start_year INTEGER, end_year INTEGER, half INTEGER, quarter INTEGER,
    month INTEGER, day INTEGER, end_month INTEGER, period_text TEXT NOT NULL, original TEXT NOT NULL
);
"""

INDEXES = """
CREATE INDEX page_document ON page (document_id);
CREATE INDEX boilerplate_document ON boilerplate (document_id);
CREATE INDEX section_document ON section (document_id);
CREATE INDEX chunk_document ON chunk (document_id);
CREATE INDEX exhibit_document ON exhibit (document_id);
CREATE INDEX cell_exhibit ON cell (exhibit);
CREATE INDEX data_point_document ON data_point (document_id);
"""

VIEWS = """
CREATE VIEW documents AS
SELECT id, name, title, publisher, date, edition, language, restates, original,
       length(text) AS characters,
       (SELECT count(*) FROM page WHERE document_id = document.id) AS pages
FROM document ORDER BY rowid;

CREATE VIEW sections AS
SELECT document.name AS document, section.document_id, section.number, section.title,
       section.level, section.start, section."end"
FROM section JOIN document ON document.id = section.document_id;

CREATE VIEW chunks AS
SELECT document.name AS document, chunk.document_id, chunk.ordinal, chunk.heading_path,
       substr(document.text, chunk.start + 1, chunk."end" - chunk.start) AS quote,
       chunk.start, chunk."end", chunk.boilerplate
FROM chunk JOIN document ON document.id = chunk.document_id WHERE chunk.original = '';

CREATE VIEW data_points AS
SELECT data_point.metric, data_point.entity, data_point.region, data_point.period,
       data_point.start_year, data_point.end_year, data_point.value, data_point.high,
       data_point.unit, data_point.normalised AS normalised_value, data_point.normalised_high,
       data_point.normalised_unit, data_point.kind, data_point.basis, data_point.direction,
       data_point.forecast, data_point.bound, data_point.hedge, data_point.whole,
       data_point.publisher, data_point.exhibit, data_point.quote,
       substr(document.text, data_point.sentence_start + 1,
              data_point.sentence_end - data_point.sentence_start) AS sentence,
       data_point.start, data_point."end", document.name AS document, data_point.document_id,
       data_point.dimension, data_point.heading_path, data_point.period_text
FROM data_point JOIN document ON document.id = data_point.document_id
WHERE data_point.original = '';

CREATE VIEW exhibits AS
SELECT exhibit.label, exhibit.title, exhibit.kind, exhibit.table_rows IS NOT NULL AS has_values,
       exhibit.table_rows AS rows, exhibit.source, exhibit.start, exhibit."end",
       document.name AS document, exhibit.document_id, exhibit.heading_path
FROM exhibit JOIN document ON document.id = exhibit.document_id WHERE exhibit.original = '';

CREATE VIEW cells AS
SELECT exhibit.label, exhibit.title, cell."row", cell."column", cell.text, cell.start,
       cell."end", document.name AS document, exhibit.document_id
FROM cell JOIN exhibit ON exhibit.key = cell.exhibit
JOIN document ON document.id = exhibit.document_id WHERE exhibit.original = '';
"""
