using System.Numerics;
using LuoVerified.Check.Model;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

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
        ? $"{number,3}. {Action(step.From, move),-20} {Changes(step.From, step.State)}".TrimEnd()
        : $"{number,3}. {"cold boot",-20} {string.Join(", ", Parts(step.State))}";

    private string Action(T from, Move move)
    {
        Transition transition = Transition.All[move.Kind];
        StateFields before = code.Unpack(from);
        (int place, int number) = transition.IsOnFiles ? Transition.Of(move.Argument) : (move.Argument, 0);
        string token = transition.IsOnFiles && number > 0 ? $" {number}" : "";
        return transition switch
        {
            { List: SessionList.Outgoing } =>
                $"{transition.Word} {Session(before.Outgoing, before.OutgoingHandles, place)}{token}",
            { List: SessionList.Incoming } =>
                $"{transition.Word} {Session(before.Incoming, before.IncomingHandles, place)}{token}",
            { Operation.Argument: OperationArgument.Name } => $"{transition.Word} {ModelNames.Text(move.Argument)}",
            _ => transition.Word,
        };
    }

    private IEnumerable<string> Parts(T state)
    {
        StateFields fields = code.Unpack(state);
        yield return $"kernel {fields.Kernel + 1}";
        yield return $"outgoing [{Sessions(fields.Outgoing, fields.OutgoingHandles, fields.Marked, fields.OutgoingFiles)}]";
        yield return $"incoming [{Sessions(fields.Incoming, fields.IncomingHandles, 0, fields.IncomingFiles, fields.RetrievedFiles)}]";
        yield return $"handed over [{Sessions(fields.HandedOver, 0, 0, fields.HandedOverFiles)}]";
        yield return $"image [{Sessions(fields.Image, 0, 0, fields.ImageFiles)}]";
        yield return fields.Frozen ? "frozen" : "not frozen";
        yield return fields.Quiesced ? "quiesced" : "not quiesced";
        yield return fields.Deserialized ? "deserialized" : "not deserialized";
    }

    /// <summary>The sessions of a list, and its length if that is not theirs.</summary>
    private string Sessions(ulong list, ulong handles, ulong marked, ulong files, ulong retrieved = 0)
    {
        int[] places = [.. Enumerable.Range(0, _layout.Places).Where(place => _layout.NameAt(list, place) != 0)];
        string sessions = string.Join(' ', places.Select(place =>
            Session(list, handles, place) + ((marked >> place & 1) != 0 ? " closing" : "") + Files(files, retrieved, place)));
        return places.Length == _layout.Length(list) ? sessions : $"{sessions}; length {_layout.Length(list)}";
    }

    private string Files(ulong files, ulong retrieved, int place)
    {
        IEnumerable<string> tokens = _layout.TokensAt(files, place).Select(token =>
            $"{token}{((retrieved >> _layout.FileAt(place, token) & 1) != 0 ? " retrieved" : "")}");
        return string.Join(", ", tokens) is { Length: > 0 } text ? $" with {text}" : "";
    }

    private string Session(ulong list, ulong handles, int place)
    {
        int handle = _layout.HandleAt(handles, place);
        return Name(list, place) + (handle > 0 ? $"(h{handle})" : "");
    }

    private string Name(ulong list, int place) => ModelNames.Text(_layout.NameAt(list, place));
}
