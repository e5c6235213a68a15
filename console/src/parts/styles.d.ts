// The styles of Element Plus' components, where they are asked for by hand.
declare module "element-plus/es/components/*/style/css" {
  const nothing: undefined;
  export default nothing;
}
