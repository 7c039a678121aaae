namespace LuoVerified.Cli.Tests.Added;

/// <summary>What it takes to add an operation to the session service: a file of its own with a line in the list, a method of
/// the interface, and that method in each design. A copy of the sources gets one, is built, and everything knows it.</summary>
public sealed class AddedOperationTests : IDisposable
{
    /// <summary>What <c>idle</c> is: whether there are no sessions, asked without stopping anybody.</summary>
    private const string Record = """
        using System.Runtime.CompilerServices;
        using LuoVerified.Abi;

        namespace LuoVerified.Spec.Operations;

        /// <summary>Tells whether there are no sessions.</summary>
        public sealed class Idle : SessionOperation<Idle.Meaning>
        {
            /// <inheritdoc/>
            public override string Word => "idle";

            /// <inheritdoc/>
            public override string Help => "tell whether there are no sessions: true or false";

            /// <inheritdoc/>
            public override bool IsQuery => true;

            /// <inheritdoc/>
            public override IReadOnlyList<SpecAnswer> Answers { get; } =
                [new(Outcome.True, "true"), new(Outcome.False, "false"), SpecAnswer.Waits];

            /// <inheritdoc/>
            public override Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file) =>
                sessions.Idle() ? Outcome.True : Outcome.False;

            /// <summary>What it answers and does.</summary>
            public readonly struct Meaning : IMeaning
            {
                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next)
                    where TState : struct, ISessionState<TState, TName>
                {
                    next = state;
                    bool sessions = state.Count(SessionList.Outgoing) > 0 || state.Count(SessionList.Incoming) > 0;
                    return state.QuiescedBy is not null ? null
                        : sessions || SessionSpec.IsWaiting(state) ? Outcome.False
                        : Outcome.True;
                }
            }
        }
        """;

    private const string Scenario = """
        scenario idle-against-deserialize
        summary One session waits to be deserialized while somebody asks whether there is none.
        setup create a; kexec
        thread idle
        thread deserialize
        expect hardened: pass
        expect as-posted: linearizable
        """;

    private readonly CopiedSources _copy = new();

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    [Fact]
    public void AnOperationIsAFileALineOfTheListAMethodOfTheInterfaceAndOneInEachDesign()
    {
        const string Body = "!_waiting && _incoming.Count == 0 && _outgoing.Count == 0";
        string[] touched =
        [
            _copy.Write("src/Spec/Operations/Idle.cs", Record + "\n"),
            _copy.Edit("src/Spec/Operations/SessionOperation.cs", "Quiesce, Resume, PreserveFd", "Quiesce, Resume, new Idle(), PreserveFd"),
            _copy.Add("src/Abi/ISessionOperations.cs", "    /// <summary>Ends what", """
                    /// <summary>Tells whether there are no sessions.</summary>
                    /// <returns>True if none exists and none waits to be deserialized.</returns>
                    bool Idle();

                """),
            _copy.Add("src/Impl/Hardened/HardenedSessions.cs", "    /// <inheritdoc/>\n    public void Resume()", $$"""
                    /// <inheritdoc/>
                    public bool Idle()
                    {
                        using (_gate.Read())
                        using (_lists.Read())
                        {
                            return {{Body}};
                        }
                    }

                """),
            _copy.Add("src/Impl/AsPosted/AsPostedSessions.cs", "    /// <summary><c>luo_session_resume</c>.</summary>", """
                    /// <inheritdoc/>
                    public bool Idle()
                    {
                        using (_incoming.RwSem.Read())
                        using (_outgoing.RwSem.Read())
                        {
                            return _incoming.Count == 0 && _outgoing.Count == 0;
                        }
                    }

                """),
            _copy.Add("src/Impl/DelegatingSessions.cs", "    /// <inheritdoc/>\n    public virtual void Resume()", """
                    /// <inheritdoc/>
                    public virtual bool Idle() => Inner.Idle();

                """),
            _copy.Add("src/Impl/Mainline/LuoDevice.cs", "    /// <summary>Gone since 118c39082420.</summary>\n    /// <inheritdoc/>\n    public void Resume()", """
                    /// <inheritdoc/>
                    public bool Idle() => throw Lacks("idle");

                """),
        ];

        // Designs that differ from another in an operation or two derive from DelegatingSessions.
        Assert.Equal(
            ["AsPostedSessions", "DelegatingSessions", "HardenedSessions", "ISessionOperations", "Idle", "LuoDevice", "SessionOperation"],
            touched.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.Equal(7, touched.Distinct().Count());

        string luo = _copy.BuildLuo();
        _copy.Write("idle.scenario", Scenario + "\n");

        // Every way to check knows it, passes what is right, and finds what is not.
        (int exitCode, string output) = _copy.Run(luo, "prove", _copy["idle.scenario"], "--out", _copy["proofs"]);
        Assert.True(exitCode == 0 && output.Contains("linearizable", StringComparison.Ordinal), output);
        (exitCode, output) = _copy.Run(luo, "check", _copy["idle.scenario"], "--out", _copy["traces"]);
        Assert.True(exitCode == 0, output);
        string trace = Assert.Single(Directory.GetFiles(_copy["traces"], "*linearizable*.trace"));
        (exitCode, output) = _copy.Run(luo, "replay", trace);
        Assert.True(exitCode == 0 && output.Contains("idle", StringComparison.Ordinal), output);
        (exitCode, output) = _copy.Run(luo, "model", "--names", "2", "--handles", "2", "--kernels", "2", "--judge", "--json", "-");
        Assert.True(exitCode == 0 && output.Contains("idle: waits", StringComparison.Ordinal), output);
        (exitCode, output) = _copy.Run(luo, "fuzz", "--design", "as-posted", "--programs", "60", "--time", "60", "--out", _copy["fuzz"]);
        Assert.True(exitCode is 0 or 1, output);
        (exitCode, output) = _copy.RunWith("idle\ncreate a\nidle\nhelp\n", luo, "shell");
        Assert.True(exitCode == 0 && output.StartsWith("true\nok h1\nfalse\n", StringComparison.Ordinal), output);
        Assert.Contains("idle                    tell whether", output, StringComparison.Ordinal);
    }
}
