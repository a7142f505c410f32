internal import HTTPTypes

extension PictureError {
    /// What the uploader is told.
    var problem: Problem {
        switch self {
        case .unknownFormat:
            Problem.unsupportedType("image/png, image/jpeg or image/webp")
        case .damaged(let place):
            Problem(
                .unprocessableContent, "damaged-picture", title: "The picture is damaged", detail: place,
                action: "Save it again and send that.")
        case .tooManyPixels(let width, let height):
            Problem(
                .unprocessableContent, "picture-too-large", title: "The picture has too many pixels",
                detail: "It has \(width) × \(height); each side takes 1–\(PictureLimits.pixels.upperBound).",
                action: "Make it smaller.")
        case .unsupported(let kind):
            Problem(
                .unprocessableContent, "unsupported-picture", title: "Pictures of this kind are not taken",
                detail: kind, action: "Save it as a plain PNG, JPEG or WebP.")
        }
    }
}
