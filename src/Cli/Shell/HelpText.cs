namespace LuoVerified.Cli.Shell;

/// <summary>The list of the operations.</summary>
internal static class HelpText
{
    private const string Operations = """
        create [NAME]     make a session for the next kernel: ok and its handle, or -ERRNO
        retrieve [NAME]   take over a session of the previous kernel: ok and its handle, or -ERRNO
        close hN          close a handle
        serialize         write the sessions for the next kernel
        abort             undo serialize
        deserialize       show the sessions that the previous kernel handed over
        kexec             serialize, next kernel, deserialize
        reboot            next kernel with what was serialized last; no serialize, no deserialize
        coldboot          new machine
        quiesce           stop new sessions if there are none: true or false
        resume            end quiesce
        counts            how many sessions each list has
        list incoming     count and names of the previous kernel's sessions; + retrieved, - not
        list outgoing     count and names of the sessions for the next kernel
        number            how many live updates led here
        help              this list
        """;

    private const string Leaving = """
        exit, quit        leave
        """;

    private const string Notes = """
        A name may hold any byte as %XX; without one the name is empty. # begins a comment.
        would-block: the operation would wait for a lock for ever; nothing has changed.
        """;

    /// <summary>The list, without a line feed at its end.</summary>
    /// <param name="interactive">Whether a person types, who may leave.</param>
    /// <returns>Some lines of at most 100 columns.</returns>
    public static string Of(bool interactive) =>
        string.Join('\n', interactive ? [Operations, Leaving, Notes] : new[] { Operations, Notes });
}
