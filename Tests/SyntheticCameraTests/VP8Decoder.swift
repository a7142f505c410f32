import CVPX

/// The other end of the wire: libvpx's decoder, giving planar pictures.
final class VP8Decoder {
    struct Picture {
        var width: Int
        var height: Int
        var luma: [UInt8]

        /// The mean luma of a rectangle.
        func mean(x: Int, y: Int, side: Int) -> Double {
            var sum = 0
            for row in y..<y + side {
                for column in x..<x + side { sum += Int(luma[row * width + column]) }
            }
            return Double(sum) / Double(side * side)
        }
    }

    struct Refused: Error {
        var code: vpx_codec_err_t
    }

    private let context: UnsafeMutablePointer<vpx_codec_ctx_t>

    init() throws {
        context = .allocate(capacity: 1)
        context.initialize(to: vpx_codec_ctx_t())
        let code = cvpx_decoder_init(context)
        guard code == VPX_CODEC_OK else { throw Refused(code: code) }
    }

    deinit {
        vpx_codec_destroy(context)
        context.deallocate()
    }

    func decode(_ bytes: [UInt8]) throws -> Picture? {
        let code = vpx_codec_decode(context, bytes, UInt32(bytes.count), nil, 0)
        guard code == VPX_CODEC_OK else { throw Refused(code: code) }
        var position: vpx_codec_iter_t?
        guard let image = vpx_codec_get_frame(context, &position)?.pointee, let base = image.planes.0
        else { return nil }
        let width = Int(image.d_w), height = Int(image.d_h), stride = Int(image.stride.0)
        var luma: [UInt8] = []
        luma.reserveCapacity(width * height)
        for row in 0..<height { luma += UnsafeBufferPointer(start: base + row * stride, count: width) }
        return Picture(width: width, height: height, luma: luma)
    }
}
