const refuseSchema = (): never => {
  throw new Error('this app compiles no schemas: give the route a validatorCompiler and a serializerCompiler');
};

/**
 * Replaces the compilers of schemas, which Fastify loads in its constructor. The routes of the ESB have no schemas, and
 * the compilers would add more than 15 ms to a start (figures in decisions/0013).
 */
export const NO_SCHEMAS = {
  compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema },
};
