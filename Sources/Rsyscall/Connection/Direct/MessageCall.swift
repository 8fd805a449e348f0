import CRsyscall

/// A call that sends or receives a message, made on the calling thread if it need not wait.
enum MessageCall {
    /// `MSG_DONTWAIT`.
    private static let dontWait: UInt = 0x40
    /// `MSG_NOSIGNAL`.
    private static let noSignal: UInt = 0x4000

    /// The length in bytes up to which a message is sent at once. A stream that is nearly full takes only a part of a
    /// longer one, whereas a call that waits sends all of it.
    static let mostSentAtOnce = 4096

    /// Whether the call takes flags by which it doesn't wait.
    static func isMessage(_ effects: Effects) -> Bool {
        !effects.isDisjoint(with: [.thirdIsMessageFlags, .fourthIsMessageFlags])
    }

    /// Makes the call and returns what the kernel left in the result register, or `nil` if the call would wait.
    static func make(_ step: Step) -> Int? {
        var step = step
        let flags: UInt
        if step.effects.contains(.thirdIsMessageFlags) {
            flags = step.words.2
            step.words.2 |= dontWait
        } else {
            flags = step.words.3
            step.words.3 |= dontWait
        }
        let result: Int?
        if step.effects.contains(.reads) {
            result = step.made()
        } else {
            // The length is the third argument of `sendto`; a longer message of `sendmsg` isn't tried at once.
            if step.effects.contains(.fourthIsMessageFlags), step.words.2 > UInt(mostSentAtOnce) {
                return nil
            }
            result = flags & noSignal != 0 ? step.made() : PipeSignal.blocking { step.made() }
        }
        return result != -Int(EAGAIN) || FileGlance.isNonblocking(step.words.0) ? result : nil
    }
}
