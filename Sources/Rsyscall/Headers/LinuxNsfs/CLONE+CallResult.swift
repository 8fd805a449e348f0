extension CLONE: CallResult {}
