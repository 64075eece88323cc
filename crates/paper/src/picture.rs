//! Pictures as pixels: read from the program that draws, written with what stands on them.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Encoder, Limits};
use tiny_skia::{IntSize, Pixmap};

use crate::bounds::{MAX_HEIGHT, MAX_WIDTH};
use crate::error::PaperError;

/// The pixels of a picture, three bytes each.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    colours: Vec<u8>,
}

impl Picture {
    /// What a PNG shows. The file comes out of the fence, so it is taken for nothing but bytes.
    pub(crate) fn read(png: &[u8]) -> Result<Self, PaperError> {
        let broken = |_| PaperError::Unreadable;
        let limits = Limits {
            bytes: 4 * (MAX_WIDTH * MAX_HEIGHT) as usize,
        };
        let mut reader = Decoder::new_with_limits(Cursor::new(png), limits)
            .read_info()
            .map_err(broken)?;
        let (width, height) = (reader.info().width, reader.info().height);
        if reader.output_color_type() != (ColorType::Rgb, BitDepth::Eight) || width > MAX_WIDTH || height > MAX_HEIGHT {
            return Err(PaperError::Unreadable);
        }
        let mut colours = vec![0; reader.output_buffer_size().ok_or(PaperError::Unreadable)?];
        reader.next_frame(&mut colours).map_err(broken)?;
        Ok(Self { width, height, colours })
    }

    /// To draw on.
    pub(crate) fn canvas(&self) -> Result<Pixmap, PaperError> {
        let mut opaque = Vec::with_capacity(self.colours.len() / 3 * 4);
        for pixel in self.colours.chunks_exact(3) {
            opaque.extend_from_slice(pixel);
            opaque.push(u8::MAX);
        }
        IntSize::from_wh(self.width, self.height)
            .and_then(|size| Pixmap::from_vec(opaque, size))
            .ok_or(PaperError::Unreadable)
    }
}

/// What was drawn on, as a PNG. Paper is opaque: three bytes a pixel.
pub(crate) fn written(canvas: &Pixmap) -> Result<Vec<u8>, PaperError> {
    let mut colours = Vec::with_capacity(canvas.data().len() / 4 * 3);
    for pixel in canvas.data().chunks_exact(4) {
        colours.extend_from_slice(pixel.get(..3).unwrap_or_default());
    }
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, canvas.width(), canvas.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&colours))
        .map_err(|_| PaperError::Unreadable)?;
    Ok(png)
}
