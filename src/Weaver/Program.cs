using LuoVerified.Weaver;

if (args is not [string input, string output, string references, .. string[] rest] || rest.Length > 1)
{
    Console.Error.WriteLine("usage: weave INPUT.dll OUTPUT.dll REFERENCES.txt [SOURCE-ROOT]");
    return 2;
}

int sites = AssemblyWeaver.Weave(input, output, File.ReadAllLines(references), rest.Length > 0 ? rest[0] : "");
Console.WriteLine($"{Path.GetFileName(output)}: {sites} sites");
return 0;
