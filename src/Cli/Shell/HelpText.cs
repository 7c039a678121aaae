using LuoVerified.Spec.Operations;

namespace LuoVerified.Cli.Shell;

/// <summary>The list of the operations.</summary>
internal static class HelpText
{
    private const string Commands = """
        kexec                   serialize, next kernel, deserialize
        reboot                  next kernel with what was serialized last; no serialize, no deserialize
        coldboot                new machine
        counts                  how many sessions each list has
        list incoming           count and names of the previous kernel's sessions; + retrieved, - not
        list outgoing           count and names of the sessions for the next kernel
        number                  how many live updates led here
        help                    this list
        """;

    private const string Leaving = """
        exit, quit              leave
        """;

    private const string Notes = """
        A name may hold any byte as %XX; without one the name is empty. # begins a comment.
        would-block: the operation would wait for a lock for ever; nothing has changed.
        """;

    /// <summary>The operations of the session service, each with what it takes and what it is for.</summary>
    private static string Operations => string.Join('\n', SessionOperation.All.Select(operation =>
        $"{operation.Word + Takes(operation),-24}{operation.Help}"));

    /// <summary>The list, without a line feed at its end.</summary>
    /// <param name="interactive">Whether a person types, who may leave.</param>
    /// <returns>Some lines of at most 100 columns.</returns>
    public static string Of(bool interactive) => string.Join(
        '\n', interactive ? [Operations, Commands, Leaving, Notes] : new[] { Operations, Commands, Notes });

    private static string Takes(SessionOperation operation) => operation.Argument switch
    {
        OperationArgument.Name => " [NAME]",
        OperationArgument.Handle => " hN",
        OperationArgument.Session => operation.TakesToken ? " hN TOKEN" : " hN [RESERVED]",
        _ => "",
    };
}
