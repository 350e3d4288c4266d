//! Whether a key belongs to a file that does not open: told from the file's own pages.
//!
//! SQLCipher signs each page with a key made from ours and the salt in the file's first 16 bytes,
//! so to SQLCipher damage of the salt looks like a wrong key: no signature fits. What is encrypted
//! does not depend on the salt. With the right key the pages begin as SQLite's pages do.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use aes::Aes256;
use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};

use crate::key::Key;

/// SQLCipher 4's page.
const PAGE: usize = 4_096;

/// Of each page: an initialisation vector of 16 bytes and a signature of 64 at its end.
const RESERVED: usize = 80;

const BLOCK: usize = 16;

/// The salt, in the place of the words that begin a plain SQLite file.
const SALT: usize = 16;

/// Bytes 16 to 23 of SQLite's file header: page size, journal (not compared), reserved bytes, and
/// three fractions that never change.
const HEADER: [(usize, u8); 6] =
    [(0, (PAGE >> 8) as u8), (1, 0), (4, RESERVED as u8), (5, 64), (6, 32), (7, 32)];

/// Pages looked at, spread over the file.
const MOST_PAGES: u64 = 256;

/// With a wrong key one page in four million looks like a tree's; two do not in one file.
const ENOUGH_PAGES: u32 = 2;

/// Whether the key decrypts something of the file. False for another file's key, and also when so
/// much is overwritten that nothing is left to compare.
pub(crate) fn fits(path: &Path, key: &Key) -> io::Result<bool> {
    let cipher = Aes256::new(&Array::from(*key.bytes()));
    let mut file = File::open(path)?;
    let pages = file.metadata()?.len() / PAGE as u64;
    let mut page = [0; PAGE];
    let mut trees = 0;
    for number in (0..pages).step_by(pages.div_ceil(MOST_PAGES).max(1) as usize) {
        file.seek(SeekFrom::Start(number * PAGE as u64))?;
        if file.read_exact(&mut page).is_err() {
            // A bad place of the disk proves nothing; the others may.
            continue;
        }
        if number == 0 && is_header(&first_block(&cipher, &page, SALT)) {
            return Ok(true);
        }
        trees += u32::from(is_tree(&first_block(&cipher, &page, 0)));
        if trees == ENOUGH_PAGES {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The block at `place`, where the page's encryption begins (AES in CBC mode).
fn first_block(cipher: &Aes256, page: &[u8; PAGE], place: usize) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block.copy_from_slice(&page[place..place + BLOCK]);
    let mut block = Array::from(block);
    cipher.decrypt_block(&mut block);
    let vector = &page[PAGE - RESERVED..];
    block.iter_mut().zip(vector).for_each(|(byte, of_vector)| *byte ^= of_vector);
    block.into()
}

fn is_header(block: &[u8; BLOCK]) -> bool {
    HEADER.iter().all(|&(place, byte)| block[place] == byte)
}

/// How each page of a table or an index begins ("B-tree Pages" in SQLite's file format).
fn is_tree(block: &[u8; BLOCK]) -> bool {
    let number = |place: usize| usize::from(u16::from_be_bytes([block[place], block[place + 1]]));
    let (free, cells, content, fragments) = (number(1), number(3), number(5), block[7]);
    let end = PAGE - RESERVED;
    matches!(block[0], 2 | 5 | 10 | 13)
        && free < end
        && cells < end / 4
        && (8..=end).contains(&content)
        && fragments <= 60
}
