internal import CVPX

/// VP8 by libvpx, tuned for a live picture at little cost: one thread, no look-ahead, constant bit rate.
final class VP8Encoder {
    /// RTP's clock for video (RFC 7741, section 4.1).
    static let clockRate: Int64 = 90_000

    private let context: UnsafeMutablePointer<vpx_codec_ctx_t>
    private let frameTicks: UInt
    private var keyFrameWanted = true
    /// The 90 kHz time of the first frame and of the last: libvpx wants times that start low and always grow.
    private var firstTick: Int64?
    private var lastTick: Int64 = -1

    init(format: PictureFormat, settings: VP8Settings) throws(SyntheticCameraError) {
        frameTicks = UInt(Self.clockRate) / UInt(format.framesPerSecond)
        context = .allocate(capacity: 1)
        context.initialize(to: vpx_codec_ctx_t())
        var configuration = try Self.configuration(format: format, settings: settings)
        try Self.check(cvpx_encoder_init(context, &configuration))
        try apply(VP8E_SET_CPUUSED, settings.speed)
        try apply(VP8E_SET_STATIC_THRESHOLD, settings.staticThreshold)
        try apply(VP8E_SET_MAX_INTRA_BITRATE_PCT, settings.keyFrameShare)
        try apply(VP8E_SET_NOISE_SENSITIVITY, 0)
    }

    deinit {
        // Harmless on a context whose start failed: libvpx then answers with an error and frees nothing.
        vpx_codec_destroy(context)
        context.deallocate()
    }

    /// Makes the next frame a key frame.
    func requestKeyFrame() {
        keyFrameWanted = true
    }

    /// Codes one picture; live settings give exactly one frame for each.
    ///
    /// - Parameter time: since 1970-01-01T00:00:00Z.
    func encode(
        _ picture: borrowing PictureBuffer, at time: Duration
    ) throws(SyntheticCameraError) -> EncodedFrame {
        let tick = time.ticks(rate: Self.clockRate)
        let start = firstTick ?? tick
        firstTick = start
        lastTick = max(tick - start, lastTick + 1)

        var image = vpx_image_t()
        let format = picture.format
        vpx_img_wrap(
            &image, VPX_IMG_FMT_I420, UInt32(format.width), UInt32(format.height), 1, picture.bytes.baseAddress
        )
        let flags: vpx_enc_frame_flags_t = keyFrameWanted ? vpx_enc_frame_flags_t(VPX_EFLAG_FORCE_KF) : 0
        let code = vpx_codec_encode(context, &image, Int64(lastTick), frameTicks, flags, UInt(VPX_DL_REALTIME))
        guard code == VPX_CODEC_OK else { throw .frameNotCoded(.vp8, reason: Self.text(of: code)) }
        let frame = try takeFrame(timestamp: UInt32(truncatingIfNeeded: tick))
        keyFrameWanted = false
        return frame
    }

    private func takeFrame(timestamp: UInt32) throws(SyntheticCameraError) -> EncodedFrame {
        var position: vpx_codec_iter_t?
        while let packet = vpx_codec_get_cx_data(context, &position) {
            guard packet.pointee.kind == VPX_CODEC_CX_FRAME_PKT else { continue }
            let frame = packet.pointee.data.frame
            return EncodedFrame(
                bytes: [UInt8](UnsafeRawBufferPointer(start: frame.buf, count: frame.sz)),
                isKeyFrame: frame.flags & UInt32(VPX_FRAME_IS_KEY) != 0,
                timestamp90k: timestamp
            )
        }
        throw .frameNotCoded(.vp8, reason: "the frame was dropped, although dropping is off")
    }

    private static func configuration(
        format: PictureFormat, settings: VP8Settings
    ) throws(SyntheticCameraError) -> vpx_codec_enc_cfg_t {
        var configuration = vpx_codec_enc_cfg_t()
        try check(vpx_codec_enc_config_default(vpx_codec_vp8_cx(), &configuration, 0))
        configuration.g_w = UInt32(format.width)
        configuration.g_h = UInt32(format.height)
        configuration.g_timebase = vpx_rational(num: 1, den: Int32(clockRate))
        configuration.g_threads = 1
        configuration.g_lag_in_frames = 0
        configuration.g_error_resilient = 0
        configuration.g_pass = VPX_RC_ONE_PASS
        configuration.rc_end_usage = VPX_CBR
        configuration.rc_target_bitrate = UInt32(settings.bitsPerSecond / 1_000)
        configuration.rc_dropframe_thresh = 0
        configuration.rc_min_quantizer = 4
        configuration.rc_max_quantizer = 52
        configuration.rc_undershoot_pct = 100
        configuration.rc_overshoot_pct = 15
        configuration.rc_buf_sz = 1_000
        configuration.rc_buf_initial_sz = 500
        configuration.rc_buf_optimal_sz = 600
        configuration.kf_mode = VPX_KF_AUTO
        configuration.kf_max_dist = UInt32(settings.keyFrameInterval / format.frameInterval)
        return configuration
    }

    private func apply(_ control: vp8e_enc_control_id, _ value: Int) throws(SyntheticCameraError) {
        try Self.check(cvpx_control(context, Int32(control.rawValue), Int32(value)))
    }

    private static func check(_ code: vpx_codec_err_t) throws(SyntheticCameraError) {
        guard code == VPX_CODEC_OK else { throw .coderNotStarted(.vp8, reason: text(of: code)) }
    }

    private static func text(of code: vpx_codec_err_t) -> String {
        String(cString: vpx_codec_err_to_string(code))
    }
}
