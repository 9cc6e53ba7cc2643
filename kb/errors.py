"""Every error that kb raises on purpose.

    KnowledgeBaseError
    ├── ConfigError               a setting is unknown or out of range            exit 2
    ├── IndexUnusable             the index cannot be used                        exit 3
    │   ├── IndexMissing          there is no index in the folder
    │   ├── IndexDamaged          a file differs from its checksum
    │   ├── IndexMismatch         built with another model, schema or tokeniser
    │   └── IndexBusy             another process is writing it
    ├── CorpusError               there is nothing to read                        exit 4
    │   └── DocumentError         one file cannot be read; the batch goes on
    │       ├── DocumentEmpty
    │       ├── DocumentBinary
    │       ├── DocumentTooLarge
    │       ├── DocumentUndecodable
    │       ├── DocumentUnsupported
    │       ├── DocumentEncrypted
    │       ├── DocumentDamaged
    │       ├── DocumentScanned
    │       └── DocumentUnreadable     its reader was stopped
    │           ├── DocumentTimedOut
    │           ├── DocumentOutOfMemory
    │           └── DocumentCrashed
    ├── ModelUnavailable          a model cannot be had                           exit 5
    └── QueryError                a query that cannot be run (SQL, filters)       exit 2

A message names the thing and the next command. ``exit_code`` is what the command line returns.
"""

from __future__ import annotations


class KnowledgeBaseError(Exception):
    """Base of all errors that kb raises on purpose."""

    exit_code = 1


class ConfigError(KnowledgeBaseError):
    """A setting is unknown or out of range."""

    exit_code = 2


class QueryError(KnowledgeBaseError):
    """A query that cannot be run."""

    exit_code = 2


class IndexUnusable(KnowledgeBaseError):
    """The index cannot be used."""

    exit_code = 3


class IndexMissing(IndexUnusable):
    """There is no index in the folder."""


class IndexDamaged(IndexUnusable):
    """A file of the index differs from its checksum."""


class IndexMismatch(IndexUnusable):
    """The index was built with another model, schema or tokeniser."""


class IndexBusy(IndexUnusable):
    """Another process is writing the index."""


class CorpusError(KnowledgeBaseError):
    """There is nothing to read."""

    exit_code = 4


class DocumentError(CorpusError):
    """One file cannot be read. The rest of the batch goes on."""


class DocumentEmpty(DocumentError):
    """The file holds no text."""


class DocumentBinary(DocumentError):
    """The file is not text."""


class DocumentTooLarge(DocumentError):
    """The file is over ``Config.max_file_bytes``, ``max_pages`` or ``max_unpacked_bytes``."""


class DocumentUndecodable(DocumentError):
    """The file's bytes are no valid text in the encoding found. Names the offset."""


class DocumentUnsupported(DocumentError):
    """No reader knows the file's format."""


class DocumentEncrypted(DocumentError):
    """The file asks for a password."""


class DocumentDamaged(DocumentError):
    """The file is not what its name says, or is cut off."""


class DocumentScanned(DocumentError):
    """The file holds only images of text, and there is no OCR to read them."""


class DocumentUnreadable(DocumentError):
    """The process that reads the file was stopped or stopped itself."""


class DocumentTimedOut(DocumentUnreadable):
    """Reading took longer than ``Config.reader_seconds`` allows."""


class DocumentOutOfMemory(DocumentUnreadable):
    """Reading took more memory than ``Config.reader_memory_bytes``."""


class DocumentCrashed(DocumentUnreadable):
    """The reader met something that it was not made for."""


class ModelUnavailable(KnowledgeBaseError):
    """A model cannot be had."""

    exit_code = 5
