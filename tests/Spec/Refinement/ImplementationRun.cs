using System.Buffers.Binary;
using LuoVerified.Abi;
using LuoVerified.Core.Locking;
using LuoVerified.Impl;
using LuoVerified.Spec.Operations;
using LuoVerified.Spec.Tests.Programs;

namespace LuoVerified.Spec.Tests.Refinement;

/// <summary>A machine under a program: performs operations and shows its state in the words of the specification.</summary>
internal sealed class ImplementationRun : IDisposable
{
    private readonly FaultControl _control = new();
    private readonly Dictionary<int, ISessionFile> _files = [];
    private readonly Lazy<SecondThread> _second = new(() => new SecondThread());

    public ImplementationRun(Design design, int capacity)
    {
        Machine = new Machine(_control, design, capacity);
        Assert.Equal(Errno.Ok, Machine.ColdBoot());
    }

    public Machine Machine { get; }

    private ISessionService Sessions => Machine.Kernel!.Sessions;

    /// <summary>Performs a move.</summary>
    /// <param name="move">The move.</param>
    /// <param name="nextHandle">The handle to give out.</param>
    /// <param name="refused">Whether the planned refusal took place.</param>
    /// <returns>What the implementation answers; null if it would wait.</returns>
    public Outcome? Perform(Move move, int nextHandle, out bool refused)
    {
        _control.Plan(move.Fault, move.Request);
        try
        {
            return move.Thread == 2 ? _second.Value.Run(() => Answer(move, nextHandle)) : Answer(move, nextHandle);
        }
        catch (WouldWaitException)
        {
            return null;
        }
        finally
        {
            refused = _control.Refused;
        }
    }

    /// <summary>How the state differs from a state of the specification; null if it does not.</summary>
    public string? DiffersFrom(SpecState state)
    {
        SessionSnapshot shown = Sessions.Inspect();
        int blocks = state is { Number: > 0, Deserialized: null } ? 3 : 2;
        return Difference("outgoing", state.Outgoing.Select(Listed), shown.Outgoing)
            ?? Difference("incoming", state.Incoming.Select(Listed), shown.Incoming)
            ?? Difference("outgoing count", [state.Outgoing.Length], [(int)shown.OutgoingCount])
            ?? Difference("incoming count", [state.Incoming.Length], [(int)shown.IncomingCount])
            ?? Difference("waiting", [state.Waiting], [shown.Waiting ?? state.Waiting])
            ?? Difference("frozen", [state.Frozen], [shown.Frozen ?? state.Frozen])
            ?? Difference("quiesced", [state.QuiescedBy is not null], [shown.Quiesced ?? (state.QuiescedBy is not null)])
            ?? Difference("number", [state.Number], [Machine.Kernel!.LiveUpdateNumber])
            ?? Difference("image", state.Image, SessionBlock.Read(Machine.Memory.Observe(shown.OutgoingBlock).Span).Names ?? [])
            ?? Difference("objects", [state.Outgoing.Length + state.Incoming.Length], [Machine.Kernel!.Platform.LiveObjects])
            ?? Difference("blocks", [blocks], [Machine.Memory.Live.Count()]);
    }

    public void Dispose()
    {
        if (_second.IsValueCreated)
        {
            _second.Value.Dispose();
        }
    }

    private static ListedSession Listed(SpecSession session) => new(session.Name.Bytes, session.Retrieved);

    private static string? Difference<T>(string what, IEnumerable<T> specified, IEnumerable<T> shown) =>
        specified.SequenceEqual(shown)
            ? null
            : $"{what}: specified [{string.Join(' ', specified)}], implemented [{string.Join(' ', shown)}]";

    private Outcome Answer(Move move, int nextHandle)
    {
        if (move.Kind is not SessionOperation service)
        {
            return Jump(move.Spoil);
        }

        ISessionFile? file = null;
        if (service.Argument == OperationArgument.Handle)
        {
            _files.Remove(move.Handle, out file);
        }

        Outcome outcome = service.Call(Sessions, ByteString.FromUtf8(move.Name), ref file);
        if (service.Argument == OperationArgument.Name)
        {
            Assert.Equal(outcome.Succeeded, file is not null);
        }

        if (service.Argument == OperationArgument.Name && file is not null)
        {
            _files.Add(nextHandle, file);
        }

        return outcome;
    }

    private Outcome Jump(bool spoil)
    {
        if (spoil)
        {
            Span<byte> block = Machine.Memory.Tamper(Sessions.Inspect().OutgoingBlock).Span;
            BinaryPrimitives.WriteUInt64LittleEndian(block, ulong.MaxValue);
        }

        _files.Clear();
        return Outcome.Of(Machine.Jump());
    }
}
