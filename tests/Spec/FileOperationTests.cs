using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec.Tests;

/// <summary>What the operations on files answer, and where files go.</summary>
public class FileOperationTests
{
    private const int A = 1;
    private const int B = 2;

    /// <summary>What a session says of its name is looked at, beside an error too.</summary>
    [Theory]
    [InlineData(Errno.Ok, "a", "ok")]
    [InlineData(Errno.Ok, "b", "another-name")]
    [InlineData(Errno.Ok, "", "another-name")]
    [InlineData(Errno.EINVAL, "", "-EINVAL")]
    [InlineData(Errno.EINVAL, "a", "another-name")]
    public void TheNameOfASessionComesWithOkAndWithNothingElse(Errno answer, string name, string outcome)
    {
        ISessionFile? file = new Named(answer, name);
        Assert.Equal(outcome, $"{SessionOperation.GetName.Call(null!, ByteString.FromUtf8("a"), ref file)}");
    }

    [Fact]
    public void AFileGoesFromKernelToKernelUntilItIsFinished()
    {
        SpecState state = With(Preserve(A, 1), Preserve(A, 2));
        state = Does(state, SessionOperation.Serialize);
        state = Does(state, Jump.Instance);
        Assert.Equal([FilePlace.HandedOver, FilePlace.HandedOver], state.Files.Select(file => file.Place));
        state = Does(Does(state, SessionOperation.Deserialize), SessionOperation.Retrieve, "a", A);
        Assert.Equal(Errno.ENOENT, Answer(state, Retrieve(A, 3)));
        state = Does(state, Retrieve(A, 2));
        Assert.Equal(Outcome.Ok, SessionSpec.Apply(state, Retrieve(A, 2))!.Value.Outcome);
        state = Does(state, new SpecAction(SessionOperation.Finish, Handle: A));
        Assert.DoesNotContain(state.Files, file => file.Place == FilePlace.Incoming);
        Assert.Equal(Errno.ENOENT, Answer(state, Retrieve(A, 2)));
    }

    [Fact]
    public void AFailedRetrieveIsRemembered()
    {
        SpecState state = Incoming(Preserve(A, 1));
        (Outcome first, state) = SessionSpec.Apply(state, Retrieve(A, 1) with { Fault = SpecFault.FileRetrieve })!.Value;
        Assert.Equal(Outcome.Of(Errno.EIO), first);
        Assert.Equal(Errno.EIO, Answer(state, Retrieve(A, 1)));
    }

    [Fact]
    public void AFileIsPreservedOnceAndATokenUsedOnce()
    {
        SpecState state = With(Preserve(A, 1));
        Assert.Equal(Errno.EEXIST, Answer(state, Preserve(A, 1)));
        Assert.Equal(Errno.EBUSY, Answer(state, Preserve(B, 1)));
        state = Does(state, new SpecAction(SessionOperation.Close, Handle: A));
        Assert.Empty(state.Files);
        Assert.Equal(Errno.Ok, Answer(state, Preserve(B, 1)));
    }

    /// <summary>Which file it is and under what token are two things: one file under two tokens is refused, in one session and in two; two
    /// files under one token are not, in two sessions.</summary>
    [Fact]
    public void AFileIsPreservedOnceUnderWhateverToken()
    {
        SpecState state = With(Preserve(A, 1, FileDescriptor.Of(5)));
        Assert.Equal(Errno.EBUSY, Answer(state, Preserve(A, 2, FileDescriptor.Of(5))));
        Assert.Equal(Errno.EBUSY, Answer(state, Preserve(B, 5)));
        state = Does(state, Preserve(B, 1, FileDescriptor.Of(6)));
        Assert.Equal([5, 6], state.Files.Select(file => file.File));
        Assert.NotEqual(state, Does(With(Preserve(A, 1, FileDescriptor.Of(5))), Preserve(B, 1, FileDescriptor.Of(7))));
        Assert.Equal("a:1=f5", $"{state.Files[0]}");

        state = Does(state, new SpecAction(SessionOperation.Close, Handle: A));
        Assert.Equal(Errno.Ok, Answer(state, Preserve(B, 2, FileDescriptor.Of(5))));
        state = Does(Does(Does(state, SessionOperation.Serialize), Jump.Instance), SessionOperation.Deserialize);
        Assert.Equal([(FilePlace.Incoming, 6UL), (FilePlace.HandedOver, 6UL)], state.Files.Select(file => (file.Place, file.File)));
        state = Does(state, SessionOperation.Create, "c", A);
        Assert.Equal(Errno.Ok, Answer(state, Preserve(A, 1, FileDescriptor.Of(6))));
    }

    /// <summary>Of two things that are wrong the one that is looked for first is answered: EEXIST, EBADF, ENOENT, EBUSY.</summary>
    [Fact]
    public void TheErrorsOfAPreserveComeInTheirOrder()
    {
        SpecState state = With(Preserve(A, 1));
        Assert.Equal(Errno.EEXIST, Answer(state, Preserve(A, 1, FileDescriptor.Closed)));
        Assert.Equal(Errno.EEXIST, Answer(state, Preserve(A, 1, FileDescriptor.Unhandled)));
        Assert.Equal(Errno.EEXIST, Answer(state, Preserve(A, 1)));
        Assert.Equal(Errno.EBADF, Answer(state, Preserve(A, 2, FileDescriptor.Closed)));
        Assert.Equal(Errno.ENOENT, Answer(state, Preserve(A, 2, FileDescriptor.Unhandled)));
        Assert.Equal(Errno.EBUSY, Answer(state, Preserve(A, 2, FileDescriptor.Of(1))));
        Assert.All([FileDescriptor.Closed, FileDescriptor.Unhandled], fd =>
        {
            Assert.Equal(Errno.EBUSY, Answer(Does(state, SessionOperation.Serialize), Preserve(A, 2, fd)));
            Assert.Equal(Errno.EINVAL, Answer(Incoming(Preserve(A, 1)), Preserve(A, 2, fd)));
            Assert.Equal(Errno.ENOMEM, Answer(state, Preserve(A, 2, fd) with { Fault = SpecFault.PreservedMemory }));
        });
    }

    [Theory]
    [InlineData("f0", true)]
    [InlineData("f18446744073709551615", true)]
    [InlineData("closed", true)]
    [InlineData("unhandled", true)]
    [InlineData("", false)]
    [InlineData("f", false)]
    [InlineData("1", false)]
    [InlineData("f+1", false)]
    [InlineData("f18446744073709551616", false)]
    [InlineData("Closed", false)]
    public void ADescriptorIsReadAsItIsWritten(string text, bool isOne)
    {
        Assert.Equal(isOne, FileDescriptor.TryParse(text, out FileDescriptor fd));
        Assert.Equal(isOne ? text : "f0", $"{fd}");
    }

    [Fact]
    public void WhatIsFrozenTakesNoFileAndAnAbortTakesTheFilesOutOfTheImage()
    {
        SpecState state = Does(With(Preserve(A, 1)), SessionOperation.Serialize);
        Assert.Equal(Errno.EBUSY, Answer(state, Preserve(B, 2)));
        state = Does(state, SessionOperation.Abort);
        Assert.Equal([FilePlace.Outgoing], state.Files.Select(file => file.Place));
        Assert.Equal(2, Does(state, Jump.Instance).HandedOver.Length);
    }

    [Fact]
    public void AFreezeThatFailsAndAFinishThatCannotBeLeaveTheStateAsItIs()
    {
        SpecState state = With(Preserve(A, 1));
        Unchanged(state, new SpecAction(SessionOperation.Serialize, Fault: SpecFault.FileFreeze), Errno.EIO);
        Unchanged(Incoming(Preserve(A, 1)), new SpecAction(SessionOperation.Finish, Handle: A, Fault: SpecFault.FileFinish), Errno.EBUSY);
    }

    [Fact]
    public void ACloseThatCannotFinishGivesTheSessionBack()
    {
        SpecState state = Incoming(Preserve(A, 1));
        state = Does(state, new SpecAction(SessionOperation.Close, Handle: A, Fault: SpecFault.FileFinish));
        Assert.Equal(Errno.EBADF, Answer(state, Retrieve(A, 1)));
        state = Does(state, SessionOperation.Retrieve, "a", B);
        Assert.Equal(Errno.Ok, Answer(state, Retrieve(B, 1)));
    }

    [Fact]
    public void TheWrongKindOfSessionAndWhatIsReservedAreEinval()
    {
        SpecState outgoing = With();
        Assert.Equal(Errno.EINVAL, Answer(outgoing, Retrieve(A, 1)));
        Assert.Equal(Errno.EINVAL, Answer(outgoing, new SpecAction(SessionOperation.Finish, Handle: A)));
        SpecState incoming = Incoming(Preserve(A, 1));
        Assert.Equal(Errno.EINVAL, Answer(incoming, Preserve(A, 2)));
        Assert.Equal(Errno.EINVAL, Answer(incoming, new SpecAction(SessionOperation.Finish, Handle: A, Number: 1)));
        Assert.Equal(Errno.EINVAL, Answer(incoming, new SpecAction(SessionOperation.GetName, Handle: A, Number: 1)));
        Assert.Equal(Errno.Ok, Answer(incoming, new SpecAction(SessionOperation.GetName, Handle: A)));
        Assert.All(
            SessionOperation.All.Where(operation => operation.IsOnFiles),
            operation => Assert.Equal(Errno.EBADF, Answer(incoming, new SpecAction(operation, Handle: 99))));
    }

    /// <summary>Each answer that an operation on files says it has is given in one of these states.</summary>
    [Fact]
    public void EveryAnswerThatIsSaidIsGiven()
    {
        SpecState outgoing = With(Preserve(A, 1));
        SpecState incoming = Does(Incoming(Preserve(A, 1)), Retrieve(A, 1));
        SpecState[] states = [outgoing, Does(outgoing, SessionOperation.Serialize), incoming, incoming with { Files = [] }];
        foreach (SessionOperation operation in SessionOperation.All.Where(operation => operation.IsOnFiles))
        {
            IEnumerable<Outcome?> given = from state in states
                                          from handle in (int[])[0, A, B]
                                          from number in (ulong[])[0, 1]
                                          from fd in (FileDescriptor?[])[null, FileDescriptor.Closed, FileDescriptor.Unhandled]
                                          let asked = new SpecAction(operation, Handle: handle, Number: number, Fd: fd)
                                          let step = SessionSpec.Apply(state, asked)!.Value
                                          where step.Next == state
                                          select (Outcome?)step.Outcome;
            Assert.Empty(operation.Answers.Select(answer => answer.Outcome).Except(given));
        }
    }

    private static SpecAction Preserve(int handle, ulong token, FileDescriptor? fd = null) =>
        new(SessionOperation.PreserveFd, Handle: handle, Number: token, Fd: fd);

    private static SpecAction Retrieve(int handle, ulong token) => new(SessionOperation.RetrieveFd, Handle: handle, Number: token);

    /// <summary>Sessions a and b, and what is done then.</summary>
    private static SpecState With(params SpecAction[] actions)
    {
        SpecState state = Does(SessionSpec.ColdBoot(5), SessionOperation.Create, "a", A);
        return actions.Aggregate(Does(state, SessionOperation.Create, "b", B), Does);
    }

    /// <summary>The same in the next kernel, with a handed out.</summary>
    private static SpecState Incoming(params SpecAction[] actions)
    {
        SpecState state = Does(Does(With(actions), SessionOperation.Serialize), Jump.Instance);
        return Does(Does(state, SessionOperation.Deserialize), SessionOperation.Retrieve, "a", A);
    }

    private static SpecState Does(SpecState state, SpecOperation operation) => Does(state, new SpecAction(operation));

    private static SpecState Does(SpecState state, SpecOperation operation, string name, int handle) =>
        Does(state, new SpecAction(operation, ByteString.FromUtf8(name), handle));

    private static SpecState Does(SpecState state, SpecAction action)
    {
        (Outcome outcome, SpecState next) = SessionSpec.Apply(state, action)!.Value;
        Assert.Equal(Outcome.Ok, outcome);
        return next;
    }

    private static Errno Answer(SpecState state, SpecAction action) => Enum.GetValues<Errno>()
        .Single(errno => Outcome.Of(errno) == SessionSpec.Apply(state, action)!.Value.Outcome);

    private static void Unchanged(SpecState state, SpecAction action, Errno answer)
    {
        Assert.Equal(answer, Answer(state, action));
        Assert.Equal(state, SessionSpec.Apply(state, action)!.Value.Next);
    }

    /// <summary>A session that answers as it is told.</summary>
    private sealed class Named(Errno answer, string name) : ISessionFile, ISessionIoctls
    {
        public ISessionIoctls Ioctls => this;

        public void Release() => throw new NotSupportedException();

        public Errno PreserveFd(ulong token, FileDescriptor fd) => throw new NotSupportedException();

        public Errno RetrieveFd(ulong token) => throw new NotSupportedException();

        public Errno Finish(ulong reserved) => throw new NotSupportedException();

        public Errno GetName(ulong reserved, out ByteString found)
        {
            found = ByteString.FromUtf8(name);
            return answer;
        }
    }
}
