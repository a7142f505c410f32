/// An opaque id that belongs to one kind of entity.
///
/// The phantom parameter keeps a product's id from being passed where an order's is meant. Ids made by
/// ``IdentifierGenerator`` are 26 characters of Crockford base 32 that sort by time; ids of shows and markets are words.
package struct Identifier<Entity>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: String

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

/// The entities whose ids cross target borders.
package enum Entity {
    package enum Show {}
    package enum Viewer {}
    package enum Market {}
    package enum Product {}
    package enum Variant {}
    package enum Picture {}
    package enum Offer {}
    package enum Vote {}
    package enum ChatMessage {}
    package enum Cart {}
    package enum Order {}
    package enum Payment {}
    package enum Member {}
    package enum Battle {}
    package enum Call {}
}

package typealias ShowID = Identifier<Entity.Show>
package typealias ViewerID = Identifier<Entity.Viewer>
package typealias MarketID = Identifier<Entity.Market>
package typealias ProductID = Identifier<Entity.Product>
package typealias VariantID = Identifier<Entity.Variant>
package typealias PictureID = Identifier<Entity.Picture>
package typealias OfferID = Identifier<Entity.Offer>
package typealias VoteID = Identifier<Entity.Vote>
package typealias ChatMessageID = Identifier<Entity.ChatMessage>
package typealias CartID = Identifier<Entity.Cart>
package typealias OrderID = Identifier<Entity.Order>
package typealias PaymentID = Identifier<Entity.Payment>
package typealias MemberID = Identifier<Entity.Member>
package typealias BattleID = Identifier<Entity.Battle>
package typealias CallID = Identifier<Entity.Call>
