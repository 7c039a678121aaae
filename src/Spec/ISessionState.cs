using LuoVerified.Abi;

namespace LuoVerified.Spec;

/// <summary>The two lists of sessions that a state has.</summary>
public enum SessionList
{
    /// <summary>The sessions created in this kernel.</summary>
    Outgoing,

    /// <summary>The visible sessions of the previous kernel.</summary>
    Incoming,
}

/// <summary>What <see cref="SessionSpec"/> asks a state and does to it, however the state is stored.</summary>
/// <remarks>
/// <para>A state is a value. What changes it returns the changed state and leaves this one as it is. A primitive
/// changes what its text says and nothing else. None of them decides anything: which answer is given, and when, is said
/// in <see cref="SessionSpec"/> alone.</para>
/// <para>Both lists have an order. Places count from 0. A place that is passed in is one of the list's.</para>
/// <para>Instances are structs, so that the specification is compiled for each of them by itself.</para>
/// </remarks>
/// <typeparam name="TSelf">The instance.</typeparam>
public interface ISessionState<TSelf> : IFileState<TSelf>
    where TSelf : struct, ISessionState<TSelf>
{
    /// <summary>Reads the most sessions that are tracked for the next kernel, 1 and up. Nothing changes it.</summary>
    int Capacity { get; }

    /// <summary>Reads the mark that <see cref="WithFrozen"/> sets.</summary>
    bool Frozen { get; }

    /// <summary>Reads the thread that <see cref="WithQuiescedBy"/> noted; null if none is.</summary>
    int? QuiescedBy { get; }

    /// <summary>Reads the answer that <see cref="WithDeserialized"/> noted; null before it has.</summary>
    Errno? Deserialized { get; }

    /// <summary>Reads how many names were handed over to this kernel. Only <see cref="InNextKernel"/> changes
    /// it.</summary>
    int HandedOverCount { get; }

    /// <summary>Reads whether what was handed over to this kernel cannot be read. Only <see cref="InNextKernel"/>
    /// changes it.</summary>
    bool HandOverCorrupt { get; }

    /// <summary>Reads how many sessions a list has.</summary>
    /// <param name="list">The list.</param>
    /// <returns>Their number.</returns>
    int Count(SessionList list);

    /// <summary>Reads the open handles of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="handle">A number; 0 is not a handle.</param>
    /// <returns>The place of the session whose open handle it is; less than 0 if there is none.</returns>
    int FindHandle(SessionList list, int handle);

    /// <summary>Reads whether an incoming session was handed out in this kernel, by <see cref="HandOut"/>.</summary>
    /// <param name="place">The place of an incoming session.</param>
    /// <returns>Whether it was.</returns>
    bool IsHandedOut(int place);

    /// <summary>Hands an incoming session out: it has an open handle from now on.</summary>
    /// <param name="place">The place of an incoming session that was not handed out.</param>
    /// <param name="handle">The handle, not 0 and not open.</param>
    /// <returns>The state in which it is handed out.</returns>
    TSelf HandOut(int place, int handle);

    /// <summary>Takes a session out of its list, with its handle; those behind it move up.</summary>
    /// <param name="list">The list.</param>
    /// <param name="place">The place of a session in it.</param>
    /// <returns>The state without it.</returns>
    TSelf Remove(SessionList list, int place);

    /// <summary>Marks an outgoing session as one that is to go: it stays at its place, and its handle is not open any
    /// more.</summary>
    /// <param name="place">The place of an outgoing session whose handle is open.</param>
    /// <returns>The state in which it is marked.</returns>
    TSelf MarkToGo(int place);

    /// <summary>Takes every outgoing session out that <see cref="MarkToGo"/> marked; the order of the others
    /// stays.</summary>
    /// <returns>The state without them.</returns>
    TSelf RemoveMarked();

    /// <summary>Makes the image the names of the outgoing sessions, in order, those marked to go included.</summary>
    /// <returns>The state with that image.</returns>
    TSelf WriteImage();

    /// <summary>Makes the incoming list the sessions that were handed over, in order, none of them handed
    /// out.</summary>
    /// <returns>The state in which they are visible.</returns>
    TSelf ShowHandedOver();

    /// <summary>Sets or takes away the mark of the frozen phase.</summary>
    /// <param name="frozen">Whether the mark is to be there.</param>
    /// <returns>The state with it, or without.</returns>
    TSelf WithFrozen(bool frozen);

    /// <summary>Notes who has quiesced.</summary>
    /// <param name="thread">The thread; null for nobody.</param>
    /// <returns>The state with the note.</returns>
    TSelf WithQuiescedBy(int? thread);

    /// <summary>Notes what the first deserialize of this kernel answered.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The state with the note.</returns>
    TSelf WithDeserialized(Errno answer);

    /// <summary>Goes on into the next kernel: the names in the image are what is handed over to it. The capacity stays.
    /// Both lists are empty, and it is not frozen, not quiesced, and has not deserialized.</summary>
    /// <param name="corrupt">Whether what is handed over cannot be read.</param>
    /// <returns>The state in which the next kernel begins.</returns>
    TSelf InNextKernel(bool corrupt);
}

/// <summary>The primitives that know names.</summary>
/// <typeparam name="TSelf">The instance.</typeparam>
/// <typeparam name="TName">What a caller can ask for as a name, whether or not it is one.</typeparam>
public interface ISessionState<TSelf, TName> : ISessionState<TSelf>
    where TSelf : struct, ISessionState<TSelf, TName>
{
    /// <summary>Reads nothing of a state: whether sessions can have a name.</summary>
    /// <param name="name">What a caller asks for.</param>
    /// <returns>Whether it is a name.</returns>
    static abstract bool IsName(TName name);

    /// <summary>Reads the names of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="name">A name.</param>
    /// <returns>The place of the first session that has it; less than 0 if none has.</returns>
    int FindName(SessionList list, TName name);

    /// <summary>Adds an outgoing session behind the others.</summary>
    /// <param name="name">Its name, which no outgoing session has.</param>
    /// <param name="handle">Its open handle, not 0 and not open.</param>
    /// <returns>The state with it.</returns>
    TSelf Append(TName name, int handle);
}
