using System.Diagnostics;

namespace LuoVerified.Cli.Tests;

/// <summary>What the built program did, in a process of its own.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
public sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    /// <summary>The program as it is shipped, not the copy beside the tests.</summary>
    private static readonly string Built = Find();

    public static ProcessRun Of(string input, params string[] args) => In(Environment.CurrentDirectory, input, args);

    /// <summary>Runs the program with a folder as its working directory and its home.</summary>
    public static ProcessRun AtHome(string folder, params string[] args) => In(folder, "", args, ("HOME", folder));

    /// <summary>Runs the program under a shell that redirects its streams.</summary>
    public static ProcessRun Redirected(string redirections, params string[] args) =>
        In(Start("sh", Environment.CurrentDirectory, ["-c", $"exec \"$@\" {redirections}", "sh", Host, "exec", Built, .. args]), "");

    /// <summary>Runs the host of the program in a folder: to build, or with another copy of the program.</summary>
    public static ProcessRun Dotnet(string folder, string input, params string[] args) => In(Start(Host, folder, args), input);

    /// <summary>Runs any program with some variables in its environment.</summary>
    public static ProcessRun Program(string program, IEnumerable<string> args, IEnumerable<(string Name, string Value)> variables) =>
        In(Start(program, Environment.CurrentDirectory, [.. args]), "", variables);

    /// <summary>The command line of the program, for a shell.</summary>
    public static string Command(params string[] args) => string.Join(' ', ((string[])[Host, "exec", Built, .. args]).Select(arg => $"'{arg}'"));

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static ProcessRun In(string folder, string input, string[] args, params (string Name, string Value)[] variables) =>
        In(Start(Host, folder, ["exec", Built, .. args]), input, variables);

    private static ProcessRun In(ProcessStartInfo start, string input, IEnumerable<(string Name, string Value)> variables)
    {
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return In(start, input);
    }

    private static ProcessStartInfo Start(string program, string folder, string[] args) => new(program, args)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static ProcessRun In(ProcessStartInfo start, string input)
    {
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
        System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new ProcessRun(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "LuoVerified.sln")))
        {
            root = root.Parent;
        }

        return root?.FullName ?? throw new InvalidOperationException("the tests do not lie in the repository");
    }

    private static string Find()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        string program = Path.Combine(Root(), "src", "Cli", "bin", tests.Parent!.Name, tests.Name, "luo.dll");
        Assert.True(File.Exists(program), $"{program} is not built");
        return program;
    }
}
