//! What is really painted. A DOM can be right while the window is blank: WebKit paints nothing
//! below 2^24 px of scroll height.

use std::collections::{HashMap, HashSet};

use super::driver::Rect;

type Colour = [u8; 3];

/// A screenshot, three bytes a pixel.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    rgb: Vec<u8>,
}

impl Picture {
    pub(crate) fn from_png(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a screenshot is a PNG");
        let size = reader.output_buffer_size().expect("a screenshot fits into memory");
        let mut pixels = vec![0; size];
        let info = reader.next_frame(&mut pixels).expect("a screenshot has one frame");
        let samples = info.color_type.samples();
        let rgb = pixels[..info.buffer_size()]
            .chunks_exact(samples)
            .flat_map(
                |pixel| if samples < 3 { [pixel[0]; 3] } else { [pixel[0], pixel[1], pixel[2]] },
            )
            .collect();
        Self { width: info.width, height: info.height, rgb }
    }

    /// As a PNG of at most 256 colours, which is a third as large: the guide's pictures are a part of the program.
    pub(crate) fn to_png(&self) -> Vec<u8> {
        let palette = self.main_colours();
        let mut places = HashMap::new();
        let pixels = self.rgb.as_chunks().0;
        let pixels = pixels
            .iter()
            .map(|colour| *places.entry(*colour).or_insert_with(|| nearest(colour, &palette)));
        let pixels: Vec<u8> = pixels.collect();
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("memory takes a picture");
        writer.write_image_data(&pixels).expect("a picture has all its pixels");
        writer.finish().expect("memory takes a picture");
        png
    }

    /// At most 256 of its colours, so chosen that the rest of the picture suffers least from there being no others.
    fn main_colours(&self) -> Vec<Colour> {
        let mut counts: HashMap<Colour, u64> = HashMap::new();
        for colour in self.rgb.as_chunks().0 {
            *counts.entry(*colour).or_default() += 1;
        }
        let mut colours: Vec<_> =
            counts.into_iter().map(|(colour, count)| (colour, count, u32::MAX)).collect();
        let mut chosen = Vec::new();
        while chosen.len() < 256 {
            let loss =
                |(colour, count, off): &(Colour, u64, u32)| (count * u64::from(*off), *colour);
            let Some((worst, ..)) = colours.iter().copied().max_by_key(loss) else { break };
            chosen.push(worst);
            colours
                .iter_mut()
                .for_each(|(colour, _, off)| *off = difference(colour, &worst).min(*off));
            colours.retain(|(.., off)| *off > 0);
        }
        chosen
    }

    /// How many different colours a part of the picture has, counting no further than `most`.
    pub(crate) fn colours(&self, part: Rect, most: usize) -> usize {
        let mut seen = HashSet::new();
        for pixel in self.pixels(part) {
            seen.insert(pixel);
            if seen.len() >= most {
                break;
            }
        }
        seen.len()
    }

    /// Mean brightness of a part, 0 (black) to 255 (white).
    pub(crate) fn brightness(&self, part: Rect) -> f64 {
        let (sum, count) = self
            .pixels(part)
            .map(|[r, g, b]| 0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b))
            .fold((0.0, 0_u32), |(sum, count), pixel| (sum + pixel, count + 1));
        if count == 0 { 0.0 } else { sum / f64::from(count) }
    }

    /// Share of pixels in a part that differ from its commonest corner colour: the ink of writing.
    /// Blank paper has none; a line of text has a few per cent.
    pub(crate) fn ink(&self, part: Rect) -> f64 {
        let mut pixels = self.pixels(part).peekable();
        let Some(paper) = pixels.peek().copied() else { return 0.0 };
        let (inked, count) = pixels.fold((0_u32, 0_u32), |(inked, count), pixel| {
            let far = (0..3).any(|i| pixel[i].abs_diff(paper[i]) > 40);
            (inked + u32::from(far), count + 1)
        });
        f64::from(inked) / f64::from(count)
    }

    fn pixels(&self, part: Rect) -> impl Iterator<Item = [u8; 3]> + '_ {
        let right = (part.x + part.width).clamp(0.0, f64::from(self.width)) as usize;
        let bottom = (part.y + part.height).clamp(0.0, f64::from(self.height)) as usize;
        let (left, top) = (part.x.max(0.0) as usize, part.y.max(0.0) as usize);
        let width = self.width as usize;
        (top..bottom)
            .flat_map(move |y| (left..right).map(move |x| (y * width + x) * 3))
            .map(|at| [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]])
    }
}

/// The place of the colour that is the least different.
fn nearest(colour: &Colour, palette: &[Colour]) -> u8 {
    let places = (0..=u8::MAX).zip(palette);
    places.min_by_key(|(_, other)| difference(colour, other)).expect("a picture has a colour").0
}

fn difference(colour: &Colour, other: &Colour) -> u32 {
    colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
}
