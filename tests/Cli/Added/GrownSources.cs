namespace LuoVerified.Cli.Tests.Added;

/// <summary>A copy of the sources with an operation more and a design more, built once for the tests of both.</summary>
[CollectionDefinition(nameof(GrownSources))]
public sealed class GrownSources : ICollectionFixture<GrownSources>, IDisposable
{
    /// <summary>What <c>idle</c> is: whether there are no sessions, asked without stopping anybody.</summary>
    private const string Operation = """
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

    /// <summary>The design, in one file.</summary>
    private const string Design = """
        using LuoVerified.Abi;

        namespace LuoVerified.Impl.Added;

        /// <summary>The hardened sessions, with another error for a name that is too long.</summary>
        internal sealed class OtherError(KernelPlatform platform) : DelegatingSessions(Design.Hardened.Create(platform))
        {
            /// <summary>The design.</summary>
            public static Design Declared { get; } = new("other-error", "Hardened with another error.", platform => new OtherError(platform))
            {
                LockHierarchy = Design.Hardened.LockHierarchy,
                Expect = new Dictionary<string, string> { ["names-at-the-limits"] = "linearizable" },
            };

            /// <inheritdoc/>
            public override Errno Create(ByteString name, out ISessionFile? file)
            {
                file = null;
                return CString.Length(name) > Limits.SessionNameMaxBytes ? Errno.ENFILE : base.Create(name, out file);
            }
        }

        """;

    public GrownSources()
    {
        const string Body = "!_waiting && _incoming.Count == 0 && _outgoing.Count == 0";
        Touched =
        [
            Sources.Write("src/Spec/Operations/Idle.cs", Operation + "\n"),
            Sources.Edit("src/Spec/Operations/SessionOperation.cs", "Quiesce, Resume, PreserveFd", "Quiesce, Resume, new Idle(), PreserveFd"),
            Sources.Add("src/Abi/ISessionOperations.cs", "    /// <summary>Ends what", """
                    /// <summary>Tells whether there are no sessions.</summary>
                    /// <returns>True if none exists and none waits to be deserialized.</returns>
                    bool Idle();

                """),
            Sources.Add("src/Impl/Hardened/HardenedSessions.cs", "    /// <inheritdoc/>\n    public void Resume()", $$"""
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
            Sources.Add("src/Impl/AsPosted/AsPostedSessions.cs", "    /// <summary><c>luo_session_resume</c>.</summary>", """
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
            Sources.Add("src/Impl/DelegatingService.cs", "    /// <inheritdoc/>\n    public virtual void Resume()", """
                    /// <inheritdoc/>
                    public virtual bool Idle() => Inner.Idle();

                """),
            Sources.Add("src/Impl/Mainline/LuoDevice.cs", "    /// <summary>Gone since 118c39082420.</summary>\n    /// <inheritdoc/>\n    public void Resume()", """
                    /// <inheritdoc/>
                    public bool Idle() => throw Lacks("idle");

                """),
        ];

        Sources.Write("src/Impl/Added/OtherError.cs", Design);
        Luo = Sources.BuildLuo();
    }

    /// <summary>The copy.</summary>
    internal CopiedSources Sources { get; } = new();

    /// <summary>The files that the operation touched.</summary>
    public IReadOnlyList<string> Touched { get; }

    /// <summary>The program, to be run by <c>dotnet</c>.</summary>
    public string Luo { get; }

    /// <inheritdoc/>
    public void Dispose() => Sources.Dispose();
}
