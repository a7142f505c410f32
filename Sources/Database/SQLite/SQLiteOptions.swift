/// How the embedded engine is opened.
package struct SQLiteOptions: Sendable {
    /// How long a statement waits for another process, such as the command line beside the server.
    package var busyTimeout: Duration = .seconds(10)
    /// How many reads may run at once.
    package var readers = 5
    /// The most pages of 4 KiB the file may grow to; without limit when nil.
    ///
    /// A quota, and how a test fills the disk.
    package var maximumPages: Int?

    package init() {}
}
