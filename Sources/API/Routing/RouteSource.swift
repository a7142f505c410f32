/// Something that has routes: one resource of the interface.
protocol RouteSource: Sendable {
    var routes: [Route] { get }
}
