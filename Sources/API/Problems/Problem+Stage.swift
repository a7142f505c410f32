internal import HTTPTypes
internal import Rooms

/// How the refusals of a stage look from outside.
extension Problem {
    init(_ error: StageError) {
        switch error {
        case .needs(let role):
            self = .forbidden(needs: role)
        case .invalid(let field, let why):
            self = .unprocessable(field: field, why: why)
        case .banned:
            self.init(error, .forbidden, title: "Not in this show")
        case .unknownCall:
            self.init(error, .notFound, title: "There is no such call")
        case .tooFast(let wait):
            self.init(error, .tooManyRequests, title: "Too many roses at once")
            retryAfter = wait
        default:
            self.init(error, .conflict, title: "The stage cannot do this now")
        }
    }

    private init(_ error: StageError, _ status: HTTPResponse.Status, title: String) {
        self.init(status, error.code, title: title, detail: error.detail, action: error.action)
    }
}
