using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>One operation of the session service: all that is known of it.</summary>
/// <remarks>A further operation is a class like the others here, a line in <see cref="All"/>, a method of
/// <see cref="ISessionOperations"/>, and that method in each design. Scenarios, the console, the model, the fuzzer and every
/// check take it from here.</remarks>
public abstract class SessionOperation : SpecOperation
{
    /// <summary><see cref="Operations.Create"/>.</summary>
    public static SessionOperation Create { get; } = new Create();

    /// <summary><see cref="Operations.Retrieve"/>.</summary>
    public static SessionOperation Retrieve { get; } = new Retrieve();

    /// <summary><see cref="Operations.Close"/>.</summary>
    public static SessionOperation Close { get; } = new Close();

    /// <summary><see cref="Operations.Serialize"/>.</summary>
    public static SessionOperation Serialize { get; } = new Serialize();

    /// <summary><see cref="Operations.Abort"/>.</summary>
    public static SessionOperation Abort { get; } = new Abort();

    /// <summary><see cref="Operations.Deserialize"/>.</summary>
    public static SessionOperation Deserialize { get; } = new Deserialize();

    /// <summary><see cref="Operations.Quiesce"/>.</summary>
    public static SessionOperation Quiesce { get; } = new Quiesce();

    /// <summary><see cref="Operations.Resume"/>.</summary>
    public static SessionOperation Resume { get; } = new Resume();

    /// <summary><see cref="Operations.PreserveFd"/>.</summary>
    public static SessionOperation PreserveFd { get; } = new PreserveFd();

    /// <summary><see cref="Operations.RetrieveFd"/>.</summary>
    public static SessionOperation RetrieveFd { get; } = new RetrieveFd();

    /// <summary><see cref="Operations.Finish"/>.</summary>
    public static SessionOperation Finish { get; } = new Finish();

    /// <summary><see cref="Operations.GetName"/>.</summary>
    public static SessionOperation GetName { get; } = new GetName();

    /// <summary>Every operation, in the order of reports.</summary>
    public static IReadOnlyList<SessionOperation> All { get; } =
        [Create, Retrieve, Close, Serialize, Abort, Deserialize, Quiesce, Resume, PreserveFd, RetrieveFd, Finish, GetName];

    /// <summary>What it is for, in one line for the console.</summary>
    public abstract string Help { get; }

    /// <summary>Whether the number that it takes is the token of a file; else it is what stands in a field that must be 0.</summary>
    public virtual bool TakesToken => false;

    /// <summary>Whether it takes the descriptor of a file, too.</summary>
    public virtual bool TakesFd => false;

    /// <summary>How often a random program has it, beside the others; 1 and up.</summary>
    public virtual int Weight => 1;

    /// <summary>Whether it is asked of an open session: only designs with files have it.</summary>
    public bool IsOnFiles => Argument == OperationArgument.Session;

    /// <summary>The operation with a word.</summary>
    /// <param name="word">Any text.</param>
    /// <returns>The operation; null if none has it.</returns>
    public static SessionOperation? Find(string word) => All.FirstOrDefault(each => each.Word == word);

    /// <summary>Calls it.</summary>
    /// <param name="sessions">The service.</param>
    /// <param name="name">The name, if it takes one.</param>
    /// <param name="file">If it takes a handle, the open file, null for a handle that is not open; if it takes a name, the
    /// file that it hands out.</param>
    /// <returns>What it answers.</returns>
    public abstract Outcome Call(ISessionOperations sessions, ByteString name, ref ISessionFile? file);

    /// <summary>Calls it with all that it takes.</summary>
    /// <param name="sessions">The service.</param>
    /// <param name="with">What it is asked with: the name, or the name of the session whose handle it takes; the number and the
    /// descriptor, if it takes them. The rest is not looked at.</param>
    /// <param name="file">As in the other.</param>
    /// <returns>What it answers.</returns>
    public virtual Outcome Call(ISessionOperations sessions, SpecAction with, ref ISessionFile? file) =>
        Call(sessions, with.Name, ref file);

    /// <summary>Whether it waits while another thread has quiesced, by its meaning.</summary>
    /// <returns>Whether it does, if it takes a name for one that is a name.</returns>
    public bool WaitsWhileQuiesced()
    {
        const int other = 1;
        var quiesced = new ImmutableState(SessionSpec.ColdBoot(capacity: 1)).WithQuiescedBy(other);
        var with = new Arguments<ByteString>(ByteString.FromUtf8("a"), 1, other + 1, SpecFault.None);
        return Apply(quiesced, with, out ImmutableState _) is null;
    }
}

/// <summary>One operation of the session service.</summary>
/// <typeparam name="TMeaning">Its meaning.</typeparam>
public abstract class SessionOperation<TMeaning> : SessionOperation
    where TMeaning : struct, IMeaning
{
    /// <inheritdoc/>
    public sealed override Outcome? Apply<TState, TName>(TState state, in Arguments<TName> with, out TState next) =>
        TMeaning.Apply(state, with, out next);

    /// <inheritdoc/>
    public sealed override TResult Accept<TResult>(IMeaningVisitor<TResult> visitor) => visitor.Visit<TMeaning>();
}
