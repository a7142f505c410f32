internal import Commerce
internal import Database
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Rooms

/// How errors of the capabilities look from outside.
extension Problem {
    /// The problem for an error, or nil when it is none of ours and only the log may know it.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as TokenError: self = .badToken(error)
        case let error as ShowError: self = Problem(error)
        case let error as VoteError: self = Problem(error)
        case let error as StageError: self = Problem(error)
        case let error as CommerceError: self = Problem(error)
        case let error as MediaRefusal: self = error.problem
        case let error as PictureError: self = error.problem
        case let error as DatabaseError:
            switch error {
            case .diskFull: self = .diskFull
            case .busy: self = .busy
            default: return nil
            }
        // Pictures are files, and files have errors of their own.
        case let error as CocoaError where error.code == .fileWriteOutOfSpace: self = .diskFull
        case let error as HTTPError where error.status == .notFound: self = .notFound("This address")
        case let error as HTTPError where error.status == .contentTooLarge:
            self = .tooLarge(limit: RequestLimits.body)
        default: return nil
        }
    }

    private init(_ error: CommerceError) {
        let status: HTTPResponse.Status =
            switch error.category {
            case .notFound: .notFound
            case .invalid: .unprocessableContent
            case .conflict: .conflict
            }
        self.init(
            status, error.code, title: "The shop cannot do this", detail: error.detail, action: error.action)
        errors = error.fields
        if case .outOfStock(let shortages) = error { self.shortages = shortages }
        if case .stockMoved(let variant, let now) = error {
            stock = Stock(variant: variant, onHand: now.onHand, held: now.held)
        }
    }

    private init(_ error: ShowError) {
        switch error {
        case .unknown(let show):
            self.init(
                .notFound, "unknown-show", title: "There is no such show", detail: "No show is called “\(show)”.",
                action: "Check the link.")
        case .exists(let show):
            self.init(
                .conflict, "show-exists", title: "The id is taken", detail: "A show is called “\(show)” already.",
                action: "Choose another id.")
        case .invalid(let field, let why):
            self = .unprocessable(field: field, why: why)
        case .illegalStep(let from, let to):
            self.init(
                .conflict, "illegal-step", title: "The show cannot do this now",
                detail: "A show that is \(from.rawValue) cannot become \(to.rawValue).",
                action: "Read the show again.")
        case .sceneIsSet(let state):
            self.init(
                .conflict, "scene-is-set", title: "The scene is set",
                detail: "The show is \(state.rawValue); a scene is chosen before it begins.",
                action: "Announce another show with that scene.")
        case .onAir(let show):
            self.init(
                .conflict, "show-on-air", title: "The show is on air", detail: "“\(show)” cannot be removed now.",
                action: "End it first.")
        }
    }

    private init(_ error: VoteError) {
        switch error {
        case .invalid(let field, let why):
            self = .unprocessable(field: field, why: why)
        case .unknown(let vote):
            self.init(
                .notFound, "unknown-vote", title: "There is no such vote", detail: "“\(vote)” is not in front.",
                action: "Read the show again.")
        case .alreadyOpen(let vote):
            self.init(
                .conflict, "vote-open", title: "A vote is open", detail: "“\(vote)” is still being answered.",
                action: "Close it first.")
        }
    }
}
