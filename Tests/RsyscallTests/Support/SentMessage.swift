@testable import Rsyscall

extension StreamRequest {
    /// All of the message.
    var message: [UInt8] {
        var message = Array(head)
        forEachInput { message += $0 }
        return message
    }
}
