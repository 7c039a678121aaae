using System.Numerics;
using LuoVerified.Check.Model;
using LuoVerified.Core;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Model;

/// <summary>The model over packed states, each of its transitions, and each answer to every question, compared with what the
/// specification says over <see cref="Spec.SpecState"/>.</summary>
/// <typeparam name="T">What a state is packed into.</typeparam>
/// <param name="code">How states are packed.</param>
internal sealed class JudgedModel<T>(StateCode<T> code) : IModel<T>
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    private readonly SessionModel<T> _model = new(code);
    private readonly SpecificationModel<T> _judge = new(code);
    private readonly IReadOnlyList<Question> _questions = Question.Within(code.Layout.Bounds);

    /// <inheritdoc/>
    public int MaxSuccessors => _model.MaxSuccessors;

    /// <inheritdoc/>
    public T Initial => _model.Initial == _judge.Initial
        ? _model.Initial
        : throw new InternalErrorException("the model does not begin where the specification does");

    /// <inheritdoc/>
    /// <exception cref="InternalErrorException">The two differ in a transition out of this state.</exception>
    public void Expand(T state, Successors<T> into)
    {
        int first = into.Count;
        _model.Expand(state, into);
        var judged = new Successors<T>(MaxSuccessors);
        _judge.Expand(state, judged);
        List<(Move, T)> fast = Transitions(into, first);
        List<(Move, T)> slow = Transitions(judged, 0);
        foreach ((Move move, T next) in fast.Except(slow).Concat(slow.Except(fast)))
        {
            throw new InternalErrorException(
                $"{(fast.Contains((move, next)) ? "only the model" : "only the specification")} goes from {state:x} by"
                + $" {Transition.All[move.Kind].Name} {move.Argument} to {next:x}; {_judge.Decode(code.Unpack(state))}");
        }

        if (fast.Count != slow.Count)
        {
            throw new InternalErrorException($"a transition out of {state:x} counts twice");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InternalErrorException">The two differ in an answer in this state, in which error comes first, too; or in the state
    /// after it, unless a handle is made or another thread quiesces, which cannot be packed.</exception>
    public ulong Answers(T state)
    {
        SpecState decoded = _judge.Decode(code.Unpack(state));
        var packed = new PackedState<T>(state, code.Layout);
        foreach (Question question in _questions)
        {
            bool canBePacked = question.Operation.Argument != OperationArgument.Name && question.Thread == PackedState<T>.Thread;
            Outcome? fast = question.In(packed, name => name, out PackedState<T> next);
            Outcome? slow = question.In(new ImmutableState(decoded), ModelNames.BytesOf, out ImmutableState meant);
            bool isKept = next.Equals(packed);
            if (fast != slow || isKept != (meant.State == decoded)
                || (canBePacked && _judge.Decode(code.Unpack(next.Bits)) != meant.State))
            {
                throw new InternalErrorException($"the answers to {question} in {state:x} differ; {decoded}");
            }
        }

        return _model.Answers(state);
    }

    private static List<(Move, T)> Transitions(Successors<T> all, int first)
    {
        var list = new List<(Move, T)>();
        for (int i = first; i < all.Count; i++)
        {
            list.Add((all.MoveTo(i), all.States[i]));
        }

        return list;
    }
}
