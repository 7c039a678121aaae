using System.Numerics;
using LuoVerified.Abi;
using LuoVerified.Core;
using LuoVerified.Sessions.Model;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Check.Tests;

/// <summary>The two instances of the primitives agree, primitive by primitive, in any order there can be: also in
/// orders that the specification never uses.</summary>
public class ModelPrimitivesTests
{
    private const int Sequences = 400;
    private const int Length = 60;

    private static ModelBounds WithFiles => new() { Names = 3, Handles = 6, Kernels = 3, Files = 2 };

    public static TheoryData<string> Kinds() =>
        [.. typeof(Primitive).GetNestedTypes().Select(kind => kind.Name)];

    [Fact]
    public void AfterEachPrimitiveBothInstancesHoldTheSameStateInOneWord() =>
        Assert.Null(FirstDifference<ulong>(new() { Names = 3, Handles = 6, Kernels = 3 }, step => step));

    [Fact]
    public void AfterEachPrimitiveBothInstancesHoldTheSameStateInTwoWords() =>
        Assert.Null(FirstDifference<UInt128>(new() { Names = 5, Handles = 15, Kernels = 4 }, step => step));

    [Fact]
    public void AfterEachPrimitiveBothInstancesHoldTheSameFiles() =>
        Assert.Null(FirstDifference<UInt128>(WithFiles, step => step));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void APrimitiveThatDoesNothingIsNoticed(string kind)
    {
        string? difference = FirstDifference<UInt128>(
            WithFiles, step => step.GetType().Name == kind ? null : step);

        Assert.StartsWith(kind, difference);
    }

    [Fact]
    public void ARemovalFromTheOtherListIsNoticed() => Assert.StartsWith("Remove", FirstDifference<ulong>(
        new() { Names = 3, Handles = 6, Kernels = 3 },
        step => step is Primitive.Remove remove ? remove with { List = 1 - remove.List } : step));

    [Fact]
    public void WhatThePackedInstanceCannotHoldItRefuses()
    {
        var state = new PackedState<ulong>(0, new ModelLayout(new ModelBounds()));

        Assert.Throws<InternalErrorException>(() => state.WithDeserialized(Errno.EINVAL));
        Assert.Throws<InternalErrorException>(() => state.InNextKernel(corrupt: true));
        Assert.Throws<InternalErrorException>(() => state.NoteAnswer(0, 1, Errno.EIO));
    }

    [Fact]
    public void WhatIsAName()
    {
        Assert.Equal([false, true, true], new[] { 0, 1, 3 }.Select(PackedState<ulong>.IsName));
        Assert.Equal([false, true, true], new[] { 0, 1, 3 }.Select(number => ImmutableState.IsName(NameOf(number))));
    }

    /// <summary>Applies random primitives to both instances, and compares all that can be read after each.</summary>
    /// <param name="bounds">The bounds.</param>
    /// <param name="packed">What the packed instance does instead of a step; null for nothing.</param>
    /// <returns>The first step after which they differ, and how; null if none.</returns>
    private static string? FirstDifference<T>(ModelBounds bounds, Func<Primitive, Primitive?> packed)
        where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
    {
        var code = new StateCode<T>(new ModelLayout(bounds));
        var judge = new SpecificationModel<T>(code);
        var random = new Random(1);
        for (int sequence = 0; sequence < Sequences; sequence++)
        {
            var one = new PackedState<T>(T.Zero, code.Layout);
            var other = new ImmutableState(SessionSpec.ColdBoot(bounds.EffectiveCapacity));
            for (int i = 0; i < Length; i++)
            {
                Primitive step = Primitive.Any(random, other.State, code.Layout);
                one = packed(step) is { } instead ? instead.On(one, number => number) : one;
                other = step.On(other, NameOf);
                if (step is Primitive.InNextKernel)
                {
                    // The model keeps the image, which the specification forgets: nobody can ask for it.
                    IEnumerable<SpecFile> files = other.State.Files.Select(file => file with { Place = FilePlace.Image });
                    other = new(other.State with { Image = other.State.HandedOver, Files = [.. other.State.Files, .. files] });
                }

                SpecState decoded = judge.Decode(code.Unpack(one.Bits));
                string read = Read(one, number => number, bounds);
                string expected = Read(other, NameOf, bounds);
                if (!decoded.Equals(other.State) || read != expected)
                {
                    return $"{step}: {decoded} is not {other.State}, or {read} is not {expected}";
                }
            }
        }

        return null;
    }

    /// <summary>All that can be read of a state.</summary>
    private static string Read<TState, TName>(TState state, Func<int, TName> name, ModelBounds bounds)
        where TState : struct, ISessionState<TState, TName>
    {
        SessionList[] lists = Enum.GetValues<SessionList>();
        IEnumerable<int> names = Enumerable.Range(1, ModelBounds.MaxNames + 1);
        IEnumerable<int> handles = Enumerable.Range(0, bounds.Handles + 1);
        return $"capacity {state.Capacity} frozen {state.Frozen} by {state.QuiescedBy} answer {state.Deserialized}"
            + $" handed over {state.HandedOverCount} {state.HandOverCorrupt}"
            + $" counts {Text(lists.Select(state.Count))}"
            + $" names {Text(lists.SelectMany(list => names.Select(number => state.FindName(list, name(number)))))}"
            + $" handles {Text(lists.SelectMany(list => handles.Select(handle => state.FindHandle(list, handle))))}"
            + $" files {Text(lists.SelectMany(list => Enumerable.Range(0, state.Count(list)).SelectMany(place => Files(list, place))))}"
            + $" preserved {Text(Tokens(bounds).Select(state.IsPreserved))}"
            + $" out {Text(Enumerable.Range(0, state.Count(SessionList.Incoming)).Select(state.IsHandedOut))}";

        IEnumerable<string> Files(SessionList list, int place) => Tokens(bounds).Select(token =>
        {
            bool isThere = state.HasFile(list, place, token);
            return $"{isThere} {(isThere && list == SessionList.Incoming ? state.FirstAnswer(place, token) : null)}";
        });
    }

    /// <summary>The tokens, and one on each side that is none.</summary>
    private static IEnumerable<ulong> Tokens(ModelBounds bounds) => Enumerable.Range(0, bounds.Files + 2).Select(token => (ulong)token);

    private static string Text<TValue>(IEnumerable<TValue> values) => string.Join(' ', values);

    private static ByteString NameOf(int number) => number == 0 ? default : ModelNames.Of(number).Bytes;
}
