"""Instances to test with, made from nothing."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from pydicom import dcmwrite
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian, generate_uid

if TYPE_CHECKING:
    from collections.abc import Iterable

_JPIP_REFERENCED_DEFLATE = "1.2.840.10008.1.2.4.95"
_SIZE = 16


def document(sop_class: str = CTImageStorage, **attributes: object) -> Dataset:
    """Return an instance without pixels, with Attributes by keyword; None leaves one out."""
    uids = {f"{level}InstanceUID": generate_uid() for level in ("Study", "Series", "SOP")}
    standard = {
        "SOPClassUID": sop_class,
        "PatientID": generate_uid()[-12:],
        "PatientName": "Doe^Jane",
        "StudyDate": "20260102",
        "StudyTime": "",
        "StudyID": "1",
        "AccessionNumber": "",
        "Modality": "OT",
        "SeriesNumber": 1,
        "InstanceNumber": 1,
    }
    dataset = Dataset()
    for keyword, value in {**uids, **standard, **attributes}.items():
        if value is not None:
            setattr(dataset, keyword, value)
    return _with_meta(dataset)


def image(sop_class: str = CTImageStorage, frames: int = 1, **attributes: object) -> Dataset:
    """Return an instance with an image of 16 bits; see :func:`document`."""
    dataset = document(sop_class, **attributes)
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.Rows = dataset.Columns = _SIZE
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.PixelRepresentation = 0
    if frames > 1:
        dataset.NumberOfFrames = frames
    pixels = range(_SIZE * _SIZE * frames)
    dataset.PixelData = b"".join((value % 4096).to_bytes(2, "little") for value in pixels)
    dataset["PixelData"].VR = "OW"
    return dataset


def as_file(dataset: Dataset, transfer_syntax: str = ExplicitVRLittleEndian) -> bytes:
    """Return the bytes of a file; any Transfer Syntax will do for an instance without pixels."""
    dataset.file_meta.TransferSyntaxUID = UID(transfer_syntax)
    return _deflated(dataset) if transfer_syntax == _JPIP_REFERENCED_DEFLATE else _written(dataset)


def with_meta_of(other: Dataset, dataset: Dataset) -> bytes:
    """Return a file with the File Meta Information of one instance and the data set of another."""
    return _split(as_file(other))[0] + _split(as_file(dataset))[1]


def referring(datasets: Iterable[Dataset], **attributes: object) -> Dataset:
    """Return what a storage commitment is about: a transaction and instances."""
    dataset = Dataset()
    dataset.TransactionUID = generate_uid()
    dataset.ReferencedSOPSequence = [_reference(each) for each in datasets]
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


def identifier(level: str | None, **keys: object) -> Dataset:
    """Return the Identifier of a query or retrieval."""
    dataset = Dataset()
    if level is not None:
        dataset.QueryRetrieveLevel = level
    for keyword, value in keys.items():
        setattr(dataset, keyword, value)
    return dataset


def _with_meta(dataset: Dataset) -> Dataset:
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.MediaStorageSOPClassUID = dataset.get("SOPClassUID", CTImageStorage)
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.get("SOPInstanceUID", generate_uid())
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return dataset


def _reference(dataset: Dataset) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = dataset.SOPClassUID
    item.ReferencedSOPInstanceUID = dataset.SOPInstanceUID
    return item


def _written(dataset: Dataset) -> bytes:
    file = BytesIO()
    dcmwrite(file, dataset, enforce_file_format=True)
    return file.getvalue()


_META_LENGTH = slice(140, 144)


def _deflated(dataset: Dataset) -> bytes:
    """Return a file with a deflated data set (PS3.5, A.6), which pydicom does not do for JPIP."""
    head, _ = _split(_written(dataset))
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    _, body = _split(_written(dataset))
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    deflated = compressor.compress(body) + compressor.flush()
    return head + deflated + b"\0" * (len(deflated) % 2)


def _split(file: bytes) -> tuple[bytes, bytes]:
    """Return what comes before and after the end of the File Meta Information."""
    end = _META_LENGTH.stop + int.from_bytes(file[_META_LENGTH], "little")
    return file[:end], file[end:]
