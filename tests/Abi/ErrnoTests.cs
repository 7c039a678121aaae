namespace LuoVerified.Abi.Tests;

public class ErrnoTests
{
    [Theory]
    [InlineData(Errno.Ok, "ok")]
    [InlineData(Errno.ENOENT, "-ENOENT")]
    [InlineData(Errno.E2BIG, "-E2BIG")]
    [InlineData(Errno.EOPNOTSUPP, "-EOPNOTSUPP")]
    [InlineData((Errno)3, "-3")]
    public void AnswersReadAsAKernelDeveloperWritesThem(Errno errno, string answer) =>
        Assert.Equal(answer, errno.ToAnswer());

    [Theory]
    [InlineData(Errno.Ok, 0)]
    [InlineData(Errno.ENOENT, 2)]
    [InlineData(Errno.EIO, 5)]
    [InlineData(Errno.E2BIG, 7)]
    [InlineData(Errno.EBADF, 9)]
    [InlineData(Errno.ENOMEM, 12)]
    [InlineData(Errno.EFAULT, 14)]
    [InlineData(Errno.EBUSY, 16)]
    [InlineData(Errno.EEXIST, 17)]
    [InlineData(Errno.EINVAL, 22)]
    [InlineData(Errno.ENFILE, 23)]
    [InlineData(Errno.ENOTTY, 25)]
    [InlineData(Errno.ENOSPC, 28)]
    [InlineData(Errno.EOVERFLOW, 75)]
    [InlineData(Errno.EOPNOTSUPP, 95)]
    public void NumbersAreThoseOfLinux(Errno errno, int number) => Assert.Equal(number, (int)errno);
}
