using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Model;

/// <summary>What an operation can be asked within some bounds: every argument, every thread that makes a difference. Nothing is
/// refused by the environment, as everywhere in the model.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Name">The number of the name: 0 for what is not a name, one more than <see cref="ModelBounds.MaxNames"/> for a name that
/// no session has; 0 if it asks for none.</param>
/// <param name="Handle">The handle: 0 for one that is not open. For an operation that makes one, a number that no session has.</param>
/// <param name="Thread">Who asks.</param>
internal sealed record Question(SpecOperation Operation, int Name, int Handle, int Thread)
{
    /// <summary>The question in words.</summary>
    public override string ToString() =>
        $"{Operation.Word} with name {Name}, handle {Handle}, thread {Thread}";

    /// <summary>What the specification answers, and whether it leaves the state as it is.</summary>
    /// <param name="state">The state.</param>
    /// <param name="name">The name with a number.</param>
    /// <returns>Null as the answer if it waits.</returns>
    public (Outcome? Answer, bool Leaves) In<TState, TName>(TState state, Func<int, TName> name)
        where TState : struct, ISessionState<TState, TName>, IEquatable<TState>
    {
        var with = new Arguments<TName>(name(Name), Handle, Thread, SpecFault.None);
        Outcome? answer = Operation.Apply(state, with, out TState next);
        return (answer, next.Equals(state));
    }

    /// <summary>Every question, in a fixed order.</summary>
    /// <param name="bounds">Which names and handles there are.</param>
    /// <returns>The questions.</returns>
    public static IReadOnlyList<Question> Within(ModelBounds bounds) =>
    [
        .. from operation in SessionOperation.All
           from name in operation.Argument == OperationArgument.Name
               ? [0, .. Enumerable.Range(1, bounds.Names), ModelBounds.MaxNames + 1]
               : (int[])[0]
           from handle in operation.Argument switch
           {
               OperationArgument.Handle => Enumerable.Range(0, bounds.Handles + 1),
               OperationArgument.Name => [int.MaxValue],
               _ => [0],
           }
           from thread in (int[])[PackedState<ulong>.Thread, PackedState<ulong>.Thread + 1]
           select new Question(operation, name, handle, thread),
    ];

    /// <summary>The first question that two states answer in different ways.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="one">A state.</param>
    /// <param name="nameOfOne">Its name with a number.</param>
    /// <param name="other">The other, which is meant to be the same.</param>
    /// <param name="nameOfOther">Its name with a number.</param>
    /// <returns>The question; null if there is none.</returns>
    public static Question? Apart<TOne, TNameOfOne, TOther, TNameOfOther>(
        IReadOnlyList<Question> questions, TOne one, Func<int, TNameOfOne> nameOfOne, TOther other, Func<int, TNameOfOther> nameOfOther)
        where TOne : struct, ISessionState<TOne, TNameOfOne>, IEquatable<TOne>
        where TOther : struct, ISessionState<TOther, TNameOfOther>, IEquatable<TOther> =>
        questions.FirstOrDefault(question => question.In(one, nameOfOne) != question.In(other, nameOfOther));
}
