import Domain
import Rooms
import Testing

struct ClientMessageTests {
    @Test(arguments: [
        (
            #"{"type":"join","after":12,"name":"Mai","market":"ID"}"#,
            ClientMessage.join(ClientMessage.Join(after: 12, name: "Mai", market: MarketID("ID")))
        ),
        (#"{"type":"join"}"#, .join(ClientMessage.Join())),
        (#"{"type":"chat","client":"c1","text":"hi"}"#, .chat(client: "c1", text: "hi")),
        (#"{"type":"reaction","kind":"fire"}"#, .reaction(.fire)),
        (#"{"type":"vote","vote":"v","answer":2}"#, .vote(VoteID("v"), answer: 2)),
        (#"{"type":"ping","unknown":[1,{"x":null}]}"#, .ping),
    ])
    func `a message is read`(text: String, expected: ClientMessage) throws {
        #expect(try ClientMessage(parsing: text.utf8) == expected)
    }

    @Test(arguments: [
        "", "null", "[]", "{}", #"{"type":"fly"}"#, #"{"type":7}"#, #"{"type":"chat"}"#, #"{"type":"chat","text":7}"#,
        #"{"type":"reaction","kind":"bomb"}"#, #"{"type":"vote","vote":"v"}"#,
        #"{"type":"vote","vote":"v","answer":1.5}"#,
        #"{"type":"quality","kind":"freeze","milliseconds":-1}"#, #"{"type":"quality","kind":"freeze"}"#,
        #"{"type":"quality","kind":"freeze","milliseconds":99999999999999999999}"#, #"{"type":"chat","text":"#,
        "{\"type\":\"chat\",\"text\":\"\u{0}\"}", String(repeating: "[", count: 4_000),
        #"{"type":"chat","text":"x","client":"\#(String(repeating: "c", count: 65))"}"#,
    ])
    func `a malformed message is refused with a reason`(text: String) {
        #expect { try ClientMessage(parsing: text.utf8) } throws: { error in
            (error as? Refusal)?.code == "malformed"
        }
    }
}
