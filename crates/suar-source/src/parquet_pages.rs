//! Pages of a Parquet column, checked before they are decoded: the decoder reserves memory
//! for as many values as a page claims, and where that cannot be had the program would end.

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};

use super::limits::PARQUET_DELTA_VALUES;

/// Gives the pages of a column without repeated values, whose claims were checked.
pub(crate) struct CheckedPages {
    inner: Box<dyn PageReader>,
    rows: usize,
    max_level: i16,
}

impl CheckedPages {
    /// `rows` is how many the row group has, `max_level` whether its values may be missing.
    pub(crate) fn new(inner: Box<dyn PageReader>, rows: usize, max_level: i16) -> Self {
        Self { inner, rows, max_level }
    }

    fn check(&self, page: &Page) -> Result<()> {
        let values = page.num_values() as usize;
        let bytes = page.buffer();
        match page {
            Page::DictionaryPage { .. } if values > bytes.len() => Err(broken("a dictionary is shorter than it says")),
            Page::DictionaryPage { .. } => Ok(()),
            _ if values > self.rows => Err(broken("a page has more values than its row group has rows")),
            Page::DataPage { encoding, def_level_encoding, .. } => {
                if !has_claims(*encoding) {
                    return Ok(());
                }
                let start = self.end_of_levels(bytes, *def_level_encoding, values)?;
                check_claims(*encoding, bytes, start, values)
            }
            Page::DataPageV2 { encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
                let start = (*def_levels_byte_len as usize).saturating_add(*rep_levels_byte_len as usize);
                if has_claims(*encoding) { check_claims(*encoding, bytes, start, values) } else { Ok(()) }
            }
        }
    }

    /// Where the values begin in a page of the first version.
    fn end_of_levels(&self, bytes: &Bytes, encoding: Encoding, values: usize) -> Result<usize> {
        if self.max_level == 0 {
            return Ok(0);
        }
        if encoding != Encoding::RLE {
            // One bit tells whether a value is missing.
            return Ok(values.div_ceil(8));
        }
        let length = bytes.first_chunk().map(|length| u32::from_le_bytes(*length) as usize);
        length.map(|length| length.saturating_add(4)).ok_or_else(|| broken("a page ends before its values"))
    }
}

impl PageReader for CheckedPages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.inner.get_next_page()?;
        if let Some(page) = &page {
            self.check(page)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.inner.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.inner.at_record_boundary()
    }
}

impl Iterator for CheckedPages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

/// Whether an encoding says by itself how many values there are.
fn has_claims(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY)
}

/// Holds the claims of the length streams against the page.
fn check_claims(encoding: Encoding, bytes: &Bytes, start: usize, values: usize) -> Result<()> {
    let most = values.min(PARQUET_DELTA_VALUES);
    let mut walk = DeltaWalk { rest: bytes.get(start..).unwrap_or_default() };
    walk.pass_stream(most)?;
    if encoding == Encoding::DELTA_BYTE_ARRAY {
        walk.pass_stream(most)?;
    }
    Ok(())
}

/// A walk over delta-packed numbers that reads their headers and passes over the rest.
struct DeltaWalk<'page> {
    rest: &'page [u8],
}

impl<'page> DeltaWalk<'page> {
    fn pass_stream(&mut self, most: usize) -> Result<()> {
        let block_size = self.number()?;
        let blocks = self.number()?;
        let values = self.number()?;
        self.number()?;
        if values > most {
            return Err(broken("a page holds more lengths than values"));
        }
        if blocks == 0 {
            return Err(broken("a page has blocks without parts"));
        }
        let values_per_part = block_size / blocks;
        let mut left = values.saturating_sub(1);
        while left > 0 {
            self.number()?;
            let widths = self.take(blocks)?;
            for width in widths {
                if left > 0 {
                    self.take((*width as usize).saturating_mul(values_per_part) / 8)?;
                }
                left = left.saturating_sub(values_per_part);
            }
            if values_per_part == 0 {
                return Err(broken("a page has blocks without values"));
            }
        }
        Ok(())
    }

    fn take(&mut self, length: usize) -> Result<&'page [u8]> {
        let (taken, rest) =
            self.rest.split_at_checked(length).ok_or_else(|| broken("a page ends before its values"))?;
        self.rest = rest;
        Ok(taken)
    }

    /// A number in groups of seven bits.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0_u64;
        for shift in (0..70).step_by(7) {
            let (byte, rest) = self.rest.split_first().ok_or_else(|| broken("a page ends before its values"))?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
            if byte & 0x80 == 0 {
                return usize::try_from(number).map_err(|_| broken("a number of a page is too large"));
            }
        }
        Err(broken("a number of a page does not end"))
    }
}

fn broken(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Block size 128 in 4 parts, so many values, first value 0, and one block of width 0.
    fn stream(values: &[u8]) -> Vec<u8> {
        [b"\x80\x01\x04".as_slice(), values, b"\0", b"\0\0\0\0\0"].concat()
    }

    #[test]
    fn lengths_that_a_page_cannot_hold_are_refused() {
        let honest = stream(b"\x0a");
        let vast = stream(b"\xfe\xff\xff\xff\xff\xff\xff\x7f");
        let check = |encoding, bytes: Vec<u8>| check_claims(encoding, &Bytes::from(bytes), 0, 10);
        assert!(check(Encoding::DELTA_LENGTH_BYTE_ARRAY, honest.clone()).is_ok());
        assert!(check(Encoding::DELTA_LENGTH_BYTE_ARRAY, vast.clone()).is_err());
        assert!(check(Encoding::DELTA_BYTE_ARRAY, [honest.clone(), honest.clone()].concat()).is_ok());
        assert!(check(Encoding::DELTA_BYTE_ARRAY, [honest.clone(), vast].concat()).is_err());
        assert!(check(Encoding::DELTA_BYTE_ARRAY, honest).is_err(), "the second stream is missing");
    }
}
