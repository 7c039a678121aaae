namespace LuoVerified.Check;
