// The bundle comes without types; this is what the page uses of it.
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  export interface SwaggerRequest {
    method: string;
    headers: Record<string, string>;
  }
  interface SwaggerOptions {
    spec: object;
    domNode: HTMLElement;
    docExpansion?: "list" | "full" | "none";
    filter?: boolean;
    tryItOutEnabled?: boolean;
    supportedSubmitMethods?: string[];
    validatorUrl?: null;
    defaultModelsExpandDepth?: number;
    requestInterceptor?: (request: SwaggerRequest) => SwaggerRequest;
    onComplete?: () => void;
    plugins?: (() => { components?: Record<string, () => null> })[];
  }
  export default function SwaggerUI(options: SwaggerOptions): unknown;
}
