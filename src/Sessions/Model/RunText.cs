using System.Numerics;

namespace LuoVerified.Sessions.Model;

/// <summary>Prints a run: numbered states, each with the transition that leads to it and the parts that it
/// changed.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="code">How states are packed.</param>
internal sealed class RunText<T>(StateCode<T> code)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly ModelLayout _layout = code.Layout;

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines(IReadOnlyList<ShortestRun.Step<T>> run) =>
        [.. run.Select((step, number) => Line(number, step))];

    /// <summary>The changes that a transition makes, in words.</summary>
    public string Changes(T from, T to)
    {
        IEnumerable<string> changed = Parts(to).Zip(Parts(from))
            .Where(pair => pair.First != pair.Second).Select(pair => pair.First);
        return string.Join(", ", changed) is { Length: > 0 } text ? text : "nothing changed";
    }

    private string Line(int number, ShortestRun.Step<T> step) => step.Move is { } move
        ? $"{number,3}. {Action(step.From, move, step.State),-20} {Changes(step.From, step.State)}".TrimEnd()
        : $"{number,3}. {"cold boot",-20} {string.Join(", ", Parts(step.State))}";

    private string Action(T from, Move move, T to)
    {
        StateFields before = code.Unpack(from);
        StateFields after = code.Unpack(to);
        return move.Kind switch
        {
            MoveKind.Create => $"create {ModelNames.Text(move.Place + 1)}",
            MoveKind.Retrieve => $"retrieve {Name(before.Incoming, move.Place)}"
                + $" (h{_layout.HandleAt(after.IncomingHandles, move.Place)})",
            MoveKind.CloseOutgoing => $"close {Session(before.Outgoing, before.OutgoingHandles, move.Place)}",
            MoveKind.CloseIncoming => $"close {Session(before.Incoming, before.IncomingHandles, move.Place)}",
            _ => $"{move.Kind.ToString().ToLowerInvariant()}",
        };
    }

    private IEnumerable<string> Parts(T state)
    {
        StateFields fields = code.Unpack(state);
        yield return $"kernel {fields.Kernel + 1}";
        yield return $"outgoing [{Sessions(fields.Outgoing, fields.OutgoingHandles, fields.Marked)}]";
        yield return $"incoming [{Sessions(fields.Incoming, fields.IncomingHandles, 0)}]";
        yield return $"handed over [{Sessions(fields.HandedOver, 0, 0)}]";
        yield return $"image [{Sessions(fields.Image, 0, 0)}]";
        yield return fields.Frozen ? "frozen" : "not frozen";
        yield return fields.Quiesced ? "quiesced" : "not quiesced";
        yield return fields.Deserialized ? "deserialized" : "not deserialized";
    }

    /// <summary>The sessions of a list, and its length if that is not theirs.</summary>
    private string Sessions(ulong list, ulong handles, ulong marked)
    {
        int[] places = [.. Enumerable.Range(0, _layout.Places).Where(place => _layout.NameAt(list, place) != 0)];
        string sessions = string.Join(' ', places.Select(place =>
            Session(list, handles, place) + ((marked >> place & 1) != 0 ? " closing" : "")));
        return places.Length == _layout.Length(list) ? sessions : $"{sessions}; length {_layout.Length(list)}";
    }

    private string Session(ulong list, ulong handles, int place)
    {
        int handle = _layout.HandleAt(handles, place);
        return Name(list, place) + (handle > 0 ? $"(h{handle})" : "");
    }

    private string Name(ulong list, int place) => ModelNames.Text(_layout.NameAt(list, place));
}
