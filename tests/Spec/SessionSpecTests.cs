using FsCheck.Xunit;
using LuoVerified.Spec.Operations;
using LuoVerified.Spec.Tests.Programs;

namespace LuoVerified.Spec.Tests;

/// <summary>What holds of the specification whatever happens.</summary>
public class SessionSpecTests
{
    [Property(MaxTest = 300, Arbitrary = [typeof(Arbitraries)])]
    public void EqualProgramsGiveEqualOutcomesAndStates(RandomProgram program) =>
        Assert.Equal(SpecRun.Of(program), SpecRun.Of(program));

    [Property(MaxTest = 500, Arbitrary = [typeof(Arbitraries)])]
    public void WhatDoesNotSucceedChangesNothing(RandomProgram program) => Assert.All(
        SpecRun.Of(program),
        step => Assert.True(
            step.Result?.Outcome.Succeeded != false || step.Before == step.After
                || step.Action.Operation is Deserialize or Jump,
            $"{step.Action.Operation} answered {step.Result?.Outcome} and changed {step.Before} into {step.After}"));

    [Property(MaxTest = 500, Arbitrary = [typeof(Arbitraries)])]
    public void ADeserializeThatFailsChangesOnlyThatItIsRemembered(RandomProgram program) => Assert.All(
        SpecRun.Of(program).Where(step => step.Action.Operation == SessionOperation.Deserialize && !step.Result!.Value.Outcome.Succeeded),
        step => Assert.Equal(step.Before with { Deserialized = step.After.Deserialized }, step.After));

    [Property(MaxTest = 500, Arbitrary = [typeof(Arbitraries)])]
    public void DeserializeAnswersTheSameForAsLongAsTheKernelRuns(RandomProgram program)
    {
        foreach (IGrouping<ulong, SpecStep> kernel in SpecRun.Of(program).GroupBy(step => step.Before.Number))
        {
            Assert.True(
                kernel.Where(step => step.Action.Operation == SessionOperation.Deserialize).Select(step => step.Result!.Value.Outcome)
                    .Distinct().Count() <= 1,
                $"two answers in kernel {kernel.Key}");
        }
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Arbitraries)])]
    public void AJumpKeepsTheCapacityTheNumberAndTheImageOnly(RandomProgram program) => Assert.All(
        SpecRun.Of(program).Where(step => step.Action.Operation == Jump.Instance),
        step => Assert.Equal(
            new SpecState
            {
                Capacity = step.Before.Capacity,
                Number = step.Before.Number + 1,
                HandedOver = step.Before.Image,
                HandOverCorrupt = step.Action.Fault == SpecFault.CorruptImage,
            },
            step.After));

    [Property(MaxTest = 300, Arbitrary = [typeof(Arbitraries)])]
    public void TheArgumentIsLeftAsItIs(RandomProgram program)
    {
        foreach (SpecStep step in SpecRun.Of(program))
        {
            string before = step.Before.ToString();
            _ = SessionSpec.Apply(step.Before, step.Action);
            Assert.Equal(before, step.Before.ToString());
        }
    }

    [Fact]
    public void EveryAnswerOfEveryOperationIsReachedAndNoOther()
    {
        Dictionary<SpecOperation, string[]> reached = Arbitraries.FixedSample(1_500).SelectMany(SpecRun.Of)
            .GroupBy(step => step.Action.Operation)
            .ToDictionary(
                kind => kind.Key,
                kind => kind.Select(step => step.Result?.Outcome.ToString() ?? "waits").Distinct().Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(["-EBUSY", "-EEXIST", "-EINVAL", "-ENFILE", "-ENOMEM", "ok", "waits"], reached[SessionOperation.Create]);
        Assert.Equal(["-EBUSY", "-EINVAL", "-ENFILE", "-ENOENT", "ok", "waits"], reached[SessionOperation.Retrieve]);
        Assert.Equal(["-EBADF", "ok"], reached[SessionOperation.Close]);
        Assert.Equal(["-EBUSY", "ok", "waits"], reached[SessionOperation.Serialize]);
        Assert.Equal(["-EINVAL", "ok"], reached[SessionOperation.Abort]);
        Assert.Equal(["-EINVAL", "-ENOMEM", "ok"], reached[SessionOperation.Deserialize]);
        Assert.Equal(["false", "true", "waits"], reached[SessionOperation.Quiesce]);
        Assert.Equal(["ok", "unlock-not-held"], reached[SessionOperation.Resume]);
        Assert.Equal(["-ENOMEM", "ok"], reached[Jump.Instance]);
    }
}
